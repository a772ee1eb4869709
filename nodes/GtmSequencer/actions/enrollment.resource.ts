import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { CONTACT_FIELDS, EVEN_IF } from '../../../src/gtm/operations/sequencer/enroll';
import { sequencerOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { senderLocator, sequenceLocator } from './locators';

const shownForEnroll = { '/resource': ['enrollment'], '/operation': ['enroll'] };

/** In the order in which a person thinks: what to send from and say, when again, who it is. */
export const enrollOptions: INodeProperties[] = [
	senderLocator(shownForEnroll),
	...updateDisplayOptions({ show: shownForEnroll }, [
		{
			displayName: 'Variables (JSON)',
			name: 'variables',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "opener": "Congrats on the round" }',
			description:
				'Values for the variables of the sequence: text or numbers. Empty values are skipped.',
		},
		{
			displayName: 'Campaign',
			name: 'campaign',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-Q4',
			description:
				'Prevents duplicates: the node enrolls a person once per sequence and campaign name. Use a new name to enroll them again.',
		},
		{
			displayName: 'Even If in Another Sequence',
			name: 'evenIfElsewhere',
			type: 'boolean',
			default: false,
			description: 'Whether to enroll people who are or were in another sequence',
		},
		{
			displayName: 'Enroll Even If',
			name: 'evenIf',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Account Was Contacted Often', value: 'cap_reached' },
				{ name: 'Company Is a Customer', value: 'customer' },
				{ name: 'Deal Is Open', value: 'open_deal' },
				{ name: 'Person Was Contacted Lately', value: 'cool_down' },
			] satisfies Array<{ name: string; value: (typeof EVEN_IF)[number] }>,
			description:
				'What does not stop the enrollment. People on the suppression list, or who opted out, are never enrolled.',
		},
		forNewContact('First Name', 'firstName'),
		forNewContact('Last Name', 'lastName'),
		forNewContact('Job Title', 'title'),
		forNewContact('Company', 'accountName'),
		forNewContact('Company Domain', 'accountDomain'),
		forNewContact('LinkedIn URL', 'linkedinUrl'),
		forNewContact('Phone', 'phone'),
	]),
];

function forNewContact(
	displayName: string,
	name: (typeof CONTACT_FIELDS)[number],
): INodeProperties {
	const description = 'Only used if the vendor does not have the person yet';
	return { displayName, name, type: 'string', default: '', description };
}

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
			CONTACT_FIELDS.map((name) => [name, parameters.text(`options.${name}`)]),
		),
		senderId: parameters.optionalLocatedId('options.senderId'),
		variables: parameters.textsByName('options.variables'),
		campaign: parameters.text('options.campaign'),
		evenIfElsewhere: parameters.boolean('options.evenIfElsewhere'),
		evenIf: parameters.choices('options.evenIf', EVEN_IF),
	};
}
