import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { CONTACT_FIELDS } from '../../../src/gtm/operations/sequencer/enroll';
import { sequencerOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { senderLocator, sequenceLocator } from './locators';

const enrollProperties: INodeProperties[] = [
	{
		displayName: 'Contact Fields',
		name: 'contact',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'For a person that the vendor does not know yet',
		options: [
			{ displayName: 'Company', name: 'accountName', type: 'string', default: '' },
			{ displayName: 'Company Domain', name: 'accountDomain', type: 'string', default: '' },
			{ displayName: 'First Name', name: 'firstName', type: 'string', default: '' },
			{ displayName: 'Job Title', name: 'title', type: 'string', default: '' },
			{ displayName: 'Last Name', name: 'lastName', type: 'string', default: '' },
			{ displayName: 'LinkedIn URL', name: 'linkedinUrl', type: 'string', default: '' },
			{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
		],
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variables',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "opener": "Congrats on the round" }',
		description:
			"Values for the sequence's own variables: texts or numbers. A name whose value is null or empty is left out.",
	},
	{
		displayName: 'Enroll Options',
		name: 'enrollOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Campaign',
				name: 'campaign',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-Q4',
				description:
					'A person is enrolled once in a sequence, however often this runs; once more for each new campaign',
			},
			{
				displayName: 'Even If in Another Sequence',
				name: 'evenIfElsewhere',
				type: 'boolean',
				default: false,
				description: 'Whether to enroll people who are or were in another sequence of the vendor',
			},
		],
	},
];

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. dana@acme.com',
	displayOptions: { show: { resource: ['enrollment'] } },
};

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, sequencerOperations, 'enrollment'),
	sequenceLocator({ resource: ['enrollment'] }),
	email,
	senderLocator({ resource: ['enrollment'], operation: ['enroll'] }),
	...updateDisplayOptions(
		{ show: { resource: ['enrollment'], operation: ['enroll'] } },
		enrollProperties,
	),
];

export function readReference(parameters: ItemParameters) {
	return {
		sequenceId: parameters.locatedId('sequence'),
		email: parameters.requiredText('email'),
	};
}

export function readEnroll(parameters: ItemParameters) {
	return {
		...readReference(parameters),
		contact: Object.fromEntries(
			CONTACT_FIELDS.map((name) => [name, parameters.text(`contact.${name}`)]),
		),
		senderId: parameters.optionalLocatedId('senderId'),
		variables: parameters.textsByName('variables'),
		campaign: parameters.text('enrollOptions.campaign'),
		evenIfElsewhere: parameters.boolean('enrollOptions.evenIfElsewhere'),
	};
}
