import type { INodeProperties } from 'n8n-workflow';

/** Who is meant, in one control: what is known of them comes from the context graph. */
export const prospectProperty: INodeProperties = {
	displayName: 'Prospect',
	name: 'prospect',
	type: 'string',
	required: true,
	default: '={{ $json.email }}',
	placeholder: 'e.g. dana@acme.com',
	description: 'Email or LinkedIn URL of a person, or domain of a company',
};
