import type { INodeProperties } from 'n8n-workflow';

import type { EntityType } from '../../../src/context/model/entity';
import type { Identifier } from '../../../src/context/model/identifier';
import type { Subject } from '../../../src/context/query/subject';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

const WAYS = ['domain', 'email', 'id', 'linkedin', 'phone', 'record'] as const;

/** Who is meant: one way to tell it, and its value. `prefix` tells two in one form apart. */
export function subjectProperties(label = '', prefix = ''): INodeProperties[] {
	const before = label === '' ? '' : `${label}: `;
	const findBy = nameOf(prefix, 'findBy');
	return [
		{
			displayName: `${before}Find By`,
			name: findBy,
			type: 'options',
			options: [
				{ name: 'Context ID', value: 'id', description: 'The ID that this node gives' },
				{ name: 'Domain', value: 'domain', description: 'Of a company' },
				{ name: 'Email', value: 'email', description: 'Of a person' },
				{ name: 'LinkedIn', value: 'linkedin', description: 'Page of a person or company' },
				{ name: 'Phone', value: 'phone', description: 'Number of a person or company' },
				{ name: 'Record ID', value: 'record', description: 'ID of a record of another system' },
			],
			default: 'email',
			description: 'What tells who is meant',
			...(prefix !== '' && { default: 'domain' }),
		},
		{
			displayName: `${before}Value`,
			name: nameOf(prefix, 'value'),
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. dana@acme.com',
			description: 'The email, domain, page, number or ID in any spelling',
		},
		{
			displayName: `${before}System and Object`,
			name: nameOf(prefix, 'system'),
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. hubspot:contact',
			description: 'Which system gave the ID, and to what: contact, account, deal or sequence',
			displayOptions: { show: { [findBy]: ['record'] } },
		},
	];
}

/** The way and the value, as an identifier; undefined for an ID of the graph. */
function identifierOf(
	parameters: ItemParameters,
	prefix: string,
): { id: string } | { identifier: Identifier } {
	const way = parameters.choice(nameOf(prefix, 'findBy'), WAYS);
	const value = parameters.requiredText(nameOf(prefix, 'value'));
	if (way === 'id') return { id: value };
	const kind = way === 'record' ? parameters.requiredText(nameOf(prefix, 'system')) : way;
	return { identifier: { kind, value } };
}

export function readSubject(parameters: ItemParameters, prefix = '', type?: EntityType): Subject {
	const told = identifierOf(parameters, prefix);
	const rest = type === undefined ? {} : { type };
	return 'id' in told ? { ...told, ...rest } : { identifiers: [told.identifier], ...rest };
}

/** @throws RangeError if the subject is named by the ID of the graph */
export function readIdentifierOf(parameters: ItemParameters): Identifier {
	const told = identifierOf(parameters, '');
	if ('identifier' in told) return told.identifier;
	throw parameters.problem('findBy', 'cannot be Context ID here. Choose what others know too.');
}

function nameOf(prefix: string, name: string): string {
	return prefix === '' ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
