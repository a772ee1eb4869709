import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { creditsOption, idempotencyOption, sourceProperty } from '../provenance.properties';
import { readProvenance } from '../provenance';
import { readSubject, subjectProperties } from '../subject.properties';

export const recordEvent: ContextOperation = {
	resource: 'activity',
	value: 'recordEvent',
	name: 'Record Event',
	action: 'Record an event',
	description: 'Something that happened: a reply, a meeting, a visit, a signal',
	properties: [
		...subjectProperties(),
		{
			displayName: 'Event Type',
			name: 'eventType',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. email.replied, meeting.held, page.visited',
			description: 'What happened, in small letters',
		},
		{
			displayName: 'Summary',
			name: 'summary',
			type: 'string',
			default: '',
			placeholder: 'e.g. asked for pricing',
			description: 'One line for readers of the timeline',
		},
		sourceProperty,
		optionsOf(
			creditsOption,
			idempotencyOption,
			{
				displayName: 'Event ID',
				name: 'externalId',
				type: 'string',
				default: '',
				description: 'The source’s own ID: the same event twice is one',
			},
			{
				displayName: 'Happened At',
				name: 'at',
				type: 'dateTime',
				default: '',
				description: 'When it happened; now if empty',
			},
			{
				displayName: 'Signal',
				name: 'signal',
				type: 'string',
				default: '',
				placeholder: 'e.g. funding, hiring, intent',
				description: 'Which reason it is to talk to them. It fades with time.',
			},
			{
				displayName: 'Signal Strength',
				name: 'strength',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: 0.5,
				description: 'How much it says, from 0 to 1',
			},
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://acme.com/news',
				description: 'Where to read more',
			},
		),
	],
	async run(parameters, at) {
		const summary = parameters.text('summary');
		const happened = parameters.instant('options.at');
		const externalId = parameters.text('options.externalId');
		const url = parameters.text('options.url');
		const kind = parameters.text('options.signal');
		const strength = parameters.optionalNumber('options.strength');
		return await at.graph.recordEvent(
			readSubject(parameters),
			{
				type: parameters.requiredText('eventType'),
				...(summary !== undefined && { summary }),
				...(happened !== undefined && { at: happened }),
				...(externalId !== undefined && { externalId }),
				...(url !== undefined && { url }),
				...(kind !== undefined && {
					signal: { kind, ...(strength !== undefined && { strength }) },
				}),
			},
			readProvenance(parameters, at),
		);
	},
};
