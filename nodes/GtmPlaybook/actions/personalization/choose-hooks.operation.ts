import { chooseHooks } from '../../../../src/gtm/playbook/personalization/hooks';
import { evidenceOf } from '../../../../src/gtm/playbook/evidence';
import type { PlaybookOperation } from '../../../../src/n8n/playbook/playbook-operation';
import { toJsonValue } from '../../../../src/n8n/playbook/json-values';
import { pictureOf, readProspect } from '../../../../src/n8n/playbook/prospect';
import { optionsOf } from '../../../GtmContext/actions/options.property';
import { prospectProperty } from '../prospect.property';

/** What can be said of anybody, where nothing is known: true, and about us. */
const GENERIC =
	'Nothing recent is known. Write something generic that is true, and claim nothing about them.';

export const chooseHooksOperation: PlaybookOperation = {
	resource: 'personalization',
	value: 'chooseHooks',
	name: 'Choose Hooks',
	action: 'Choose hooks for a message',
	description: 'What to begin a message with, best first: recent, relevant, and with its source',
	properties: [
		prospectProperty,
		{
			displayName: 'Style',
			name: 'style',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Friendly, short, no superlatives',
			description: 'How to write, kept apart from what is known. Handed on as it is.',
		},
		optionsOf(
			{
				displayName: 'Max Age in Days',
				name: 'maxAgeDays',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 180,
				description: 'Older ones are left out',
			},
			{
				displayName: 'Most Hooks',
				name: 'most',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10 },
				default: 2,
				description: 'How many are chosen',
			},
			{
				displayName: 'Relevance',
				name: 'relevance',
				type: 'json',
				default: '',
				placeholder: 'e.g. { "signal.hiring": 1, "signal.funding": 0.3 }',
				description: 'From 0 to 1 by kind, in place of the built-in table',
			},
		),
	],
	async run(parameters, at) {
		const picture = await pictureOf(readProspect(parameters), 'draft_email', at);
		const relevance = parameters.read('options.relevance', toJsonValue);
		const hooks = chooseHooks(picture, {
			most: parameters.number('options.most') ?? 2,
			maxAgeDays: parameters.number('options.maxAgeDays') ?? 180,
			...(relevance !== undefined && { relevance: relevance as Record<string, number> }),
		});
		const style = parameters.text('style');
		return {
			hooks,
			facts: evidenceOf(picture).map(({ id, source, text, ageDays }) => ({
				id,
				source,
				text,
				ageDays,
			})),
			...(style !== undefined && { style }),
			mayContact: picture.mayContact,
			...(hooks.length === 0 && { fallback: GENERIC }),
		};
	},
};
