import { ENROLLMENT_STATUSES } from '../../../../src/context/model/enrollment';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { limitProperty } from '../limit.property';
import { optionsOf } from '../options.property';
import { readSubject, subjectProperties } from '../subject.properties';

const WHOM = ['everyone', 'one'] as const;

export const listEnrollments: ContextOperation = {
	resource: 'enrollment',
	value: 'list',
	name: 'List',
	action: 'List enrollments',
	description: 'Where people stand in sequences of all vendors, newest first',
	properties: [
		{
			displayName: 'Whose',
			name: 'whose',
			type: 'options',
			options: [
				{ name: 'Everyone', value: 'everyone' },
				{ name: 'One Person', value: 'one' },
			],
			default: 'everyone',
		},
		...subjectProperties().map((property) => ({
			...property,
			displayOptions: { show: { ...property.displayOptions?.show, whose: ['one'] } },
		})),
		limitProperty,
		optionsOf(
			{
				displayName: 'Provider',
				name: 'provider',
				type: 'string',
				default: '',
				placeholder: 'e.g. outreach',
				description: 'Only sequences of this vendor',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: ENROLLMENT_STATUSES.map((value) => ({
					name: `${value.charAt(0).toUpperCase()}${value.slice(1).replace('_', ' ')}`,
					value,
				})),
				default: 'active',
			},
		),
	],
	async run(parameters, { graph }) {
		const isOne = parameters.choice('whose', WHOM) === 'one';
		const status = parameters.optionalChoice('options.status', ENROLLMENT_STATUSES);
		const provider = parameters.text('options.provider');
		return await graph.enrollments({
			limit: parameters.requiredNumber('limit'),
			...(isOne && { subject: readSubject(parameters, '', 'contact') }),
			...(status !== undefined && { status }),
			...(provider !== undefined && { provider }),
		});
	},
};
