import type { INodeProperties } from 'n8n-workflow';

export const sourceProperty: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'string',
	required: true,
	default: 'workflow',
	placeholder: 'e.g. hubspot, form:website',
	description: 'Where this comes from. How far a source is believed hangs on what it is.',
};

export const reasonProperty: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. she told me on the phone',
	description: 'The reason, shown in the history',
};

export const sourceRefOption: INodeProperties = {
	displayName: 'Source Record',
	name: 'sourceRef',
	type: 'string',
	default: '',
	placeholder: 'e.g. contact/4711',
	description: 'What of the source it was read from',
};

export const idempotencyOption: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. import 2026-11-30, row 12',
	description: 'Two writes with one key are one',
};

export const creditsOption: INodeProperties = {
	displayName: 'Credits',
	name: 'credits',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'What the source took for it, so that answers can tell what they saved',
};
