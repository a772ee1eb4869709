import type { INodeProperties } from 'n8n-workflow';

/** Tools of other parts of this package, which need no workflow behind them. */
export const builtinProperties: INodeProperties[] = [
	{
		displayName: 'Built-In Tool Names or IDs',
		name: 'builtinTools',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getBuiltinTools' },
		default: [],
		description:
			'Tools that this package brings itself, beside those of the workflow. The list is empty in versions that bring none. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];
