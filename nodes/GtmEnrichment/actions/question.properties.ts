import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

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
		description: 'Use this if you do not know the domain',
	},
];

/** Fields in the order of how surely they tell who is meant. */
const person: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. dana@acme.com',
		description: 'You can also use a LinkedIn URL, or a name with a company, in the fields below',
	},
	{
		displayName: 'More About the Person',
		name: 'known',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'Fill in a LinkedIn URL, or a name with a company or domain, if you have no email',
		options: [
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
		],
	},
];

type Shown = Record<string, string[]>;

export const companyQuestion = (show: Shown) => updateDisplayOptions({ show }, company);

export const personQuestion = (show: Shown) => updateDisplayOptions({ show }, person);

export function readCompany(parameters: ItemParameters) {
	return { domain: parameters.text('domain'), companyName: parameters.text('companyName') };
}

export function readPerson(parameters: ItemParameters) {
	return {
		email: parameters.text('email'),
		linkedinUrl: parameters.text('known.linkedinUrl'),
		firstName: parameters.text('known.firstName'),
		lastName: parameters.text('known.lastName'),
		domain: parameters.text('known.domain'),
		companyName: parameters.text('known.companyName'),
	};
}
