import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_ASK_TIMEOUT_SECONDS } from '../../../src/n8n/respond/ask';

/** The name of a question, and of the field that gets its answer. */
export const keyProperty = (fallback: string): INodeProperties => ({
	displayName: 'Key',
	name: 'key',
	type: 'string',
	default: fallback,
	required: true,
	description:
		'Name of the output field for the answer. Newer clients also show it as the name of the question.',
});

export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 86400 },
	default: DEFAULT_ASK_TIMEOUT_SECONDS,
	description:
		'How long to wait for the answer. After that, the item goes to the Timed Out output.',
};

export const optionsProperty = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});
