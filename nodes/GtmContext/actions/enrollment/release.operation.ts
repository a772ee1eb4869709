import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { sourceProperty } from '../provenance.properties';
import { readProvenance } from '../provenance';
import { readSubject, subjectProperties } from '../subject.properties';

const ENDS = [
	'bounced',
	'failed',
	'finished',
	'opted_out',
	'replied',
	'skipped',
	'stopped',
] as const;

export const releaseEnrollment: ContextOperation = {
	resource: 'enrollment',
	value: 'release',
	name: 'Release',
	action: 'Release an enrollment',
	description:
		'Record that a person is not in a sequence any more, so that it blocks no other one. Changes nothing at the vendor.',
	properties: [
		...subjectProperties(),
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. outreach',
			description: 'The vendor of the sequence',
		},
		{
			displayName: 'Sequence ID',
			name: 'sequenceId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 4711',
			description: 'As the vendor names it: see List',
		},
		{
			displayName: 'Ended As',
			name: 'endedAs',
			type: 'options',
			options: [
				{ name: 'Bounced', value: 'bounced' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Finished', value: 'finished' },
				{ name: 'Opted Out', value: 'opted_out' },
				{ name: 'Replied', value: 'replied' },
				{ name: 'Skipped', value: 'skipped', description: 'The next sequence may begin at once' },
				{ name: 'Stopped', value: 'stopped', description: 'The next sequence may begin at once' },
			],
			default: 'finished',
			description: 'After Finished and Replied the days between sequences begin',
		},
		sourceProperty,
	],
	async run(parameters, at) {
		const enrollment = {
			provider: parameters.requiredText('provider'),
			sequenceId: parameters.requiredText('sequenceId'),
			status: parameters.choice('endedAs', ENDS),
			lastEventAt: new Date().toISOString(),
		};
		const subject = readSubject(parameters, '', 'contact');
		const known = await at.graph.enrollments({
			subject,
			provider: enrollment.provider,
			limit: 1000,
		});
		const standing = known.find(({ sequenceId }) => sequenceId === enrollment.sequenceId);
		if (standing === undefined) {
			throw parameters.problem(
				'sequenceId',
				'does not stand for a sequence of this person. List shows them.',
			);
		}
		const { sequenceName, enrolledAt } = standing;
		const whole = {
			...enrollment,
			...(sequenceName !== undefined && { sequenceName }),
			...(enrolledAt !== undefined && { enrolledAt }),
		};
		return await at.graph.recordEnrollment(subject, whole, readProvenance(parameters, at));
	},
};
