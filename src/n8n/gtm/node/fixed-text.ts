import type { IExecuteFunctions } from 'n8n-workflow';

/** A choice that is the same for all items, since the form takes no expression for it; or empty. */
export function fixedText(context: IExecuteFunctions, name: string): string {
	const value: unknown = context.getNodeParameter(name, 0, '');
	return typeof value === 'string' ? value : '';
}
