import { type IExecuteFunctions, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { CompanyQuery, PersonQuery } from '../../../src/gtm/enrichment/enrichment-vendor';
import { readText } from '../../../src/n8n/gtm/node/parameter-values';

const domain: INodeProperties = {
	displayName: 'Domain',
	name: 'domain',
	type: 'string',
	default: '',
	placeholder: 'e.g. acme.com',
};

const company: INodeProperties[] = [
	domain,
	{
		displayName: 'Company Name',
		name: 'companyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme',
		description: 'For a company whose domain is not known',
	},
];

const person: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. dana@acme.com',
		description: 'Email or LinkedIn URL, or a name with a company',
	},
	{
		displayName: 'LinkedIn URL',
		name: 'linkedinUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.linkedin.com/in/dana-doe',
	},
	{ displayName: 'First Name', name: 'firstName', type: 'string', default: '' },
	{ displayName: 'Last Name', name: 'lastName', type: 'string', default: '' },
	...company,
];

type Shown = Record<string, string[]>;

export const companyQuestion = (show: Shown) => updateDisplayOptions({ show }, company);

export const personQuestion = (show: Shown) => updateDisplayOptions({ show }, person);

type Parameters = Pick<IExecuteFunctions, 'getNodeParameter'>;

export function readCompany(context: Parameters, itemIndex: number): CompanyQuery {
	const values = {
		domain: text(context, 'domain', itemIndex),
		name: text(context, 'companyName', itemIndex),
	};
	return withoutEmpty(values);
}

export function readPerson(context: Parameters, itemIndex: number): PersonQuery {
	const names = ['email', 'linkedinUrl', 'firstName', 'lastName', 'companyName', 'domain'] as const;
	return withoutEmpty(
		Object.fromEntries(names.map((name) => [name, text(context, name, itemIndex)])),
	);
}

const text = readText;

function withoutEmpty(values: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
