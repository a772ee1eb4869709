import { findUndecided as sweep } from '../../../../src/gtm/playbook/backstop/undecided';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { optionsOf } from '../../../GtmContext/actions/options.property';
import { playProperty } from '../guard/guard.properties';
import { prospectProperty } from '../prospect.property';

export const findUndecided: PlaybookOperation = {
	resource: 'backstop',
	value: 'findUndecided',
	name: 'Find Undecided',
	action: 'Find inputs without a decision',
	description: 'Of all items, those that no run of the play came to an end for: run them again',
	properties: [
		playProperty,
		prospectProperty,
		{
			displayName: 'Received At',
			name: 'receivedAt',
			type: 'dateTime',
			required: true,
			default: '={{ $json.receivedAt || $json.createdAt }}',
			description: 'When the input came',
		},
		optionsOf(
			{
				displayName: 'Hours',
				name: 'hours',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 744 },
				default: 26,
				description: 'How far back to look. Two hours more than the interval overlap.',
			},
			{
				displayName: 'Most at a Time',
				name: 'batch',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 500 },
				default: 5,
				description: 'The oldest first; the rest is found the next time',
			},
		),
	],
	async runAll(all, { runs, now, items }) {
		const [first] = all;
		if (first === undefined) return [];
		const inputs = all.map((parameters, of) => {
			const at = parameters.required('receivedAt', parameters.instant('receivedAt'));
			return { of, subject: parameters.requiredText('prospect'), at: Date.parse(at) };
		});
		const rules = {
			play: first.requiredText('play'),
			hours: first.number('options.hours') ?? 26,
			batch: first.number('options.batch') ?? 5,
		};
		const { undecided, left, decided, tooOld } = await sweep(inputs, rules, { runs, now });
		return undecided.map(({ of }) => ({
			of,
			json: { ...items[of], backstop: { play: rules.play, left, decided, tooOld } },
		}));
	},
};
