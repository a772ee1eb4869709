import type { INodeProperties } from 'n8n-workflow';

/** Options of an operation, behind one door. */
export function optionsOf(...options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.toSorted((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}

export const typeProperty: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Company', value: 'account' },
		{ name: 'Contact', value: 'contact' },
		{ name: 'Deal', value: 'deal' },
		{ name: 'Sequence', value: 'sequence' },
	],
	default: 'contact',
	description: 'What it is about',
};

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

export const limitProperty: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
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

export const asOfOption: INodeProperties = {
	displayName: 'As Of',
	name: 'asOf',
	type: 'dateTime',
	default: '',
	description: 'The picture of a past day: only what had been learned by then',
};

export const privacyOption: INodeProperties = {
	displayName: 'Show Up To',
	name: 'upTo',
	type: 'options',
	options: [
		{ name: 'Business', value: 'business', description: 'Companies, deals, owners and scores' },
		{ name: 'Personal', value: 'personal', description: 'Also names, titles and addresses' },
		{ name: 'Private', value: 'private', description: 'Also phone numbers' },
		{ name: 'Public', value: 'public', description: 'What anybody may know of a company' },
		{ name: 'Sensitive', value: 'sensitive', description: 'Everything' },
	],
	default: 'private',
	description: 'The widest class of privacy that is shown',
};
