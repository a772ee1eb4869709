import { composeBriefing } from '../../../../src/gtm/playbook/briefing/compose-briefing';
import {
	askSources,
	type Source,
	type SourceReport,
	sourceSchema,
} from '../../../../src/gtm/playbook/briefing/sources';
import { inTime } from '../../../../src/gtm/playbook/in-time';
import type { ProspectPicture } from '../../../../src/gtm/playbook/picture';
import { firstProblem } from '../../../../src/gtm/playbook/rubric/rubric';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { toRows } from '../../../../src/n8n/playbook/json-values';
import type {
	PlaybookOperation,
	PlaybookRun,
} from '../../../../src/n8n/playbook/playbook-operation';
import { pictureOf, readProspect } from '../../../../src/n8n/playbook/prospect';
import { optionsOf } from '../../../GtmContext/actions/options.property';
import { prospectProperty } from '../prospect.property';

const MOST_ATTENDEES = 20;
const SECONDS = 5;

export const compose: PlaybookOperation = {
	resource: 'briefing',
	value: 'compose',
	name: 'Compose',
	action: 'Compose a briefing',
	description:
		'One page before a meeting: every line with source and date, and what is missing or stale',
	properties: [
		{ ...prospectProperty, default: '={{ $json.domain || $json.email }}' },
		{
			displayName: 'Attendees',
			name: 'attendees',
			type: 'string',
			default: '',
			placeholder: 'e.g. dana@acme.com, sam@acme.com',
			description: 'Addresses, with commas between. All are looked up at once.',
		},
		optionsOf(
			{
				displayName: 'Other Sources',
				name: 'sources',
				type: 'json',
				default: '',
				placeholder:
					'e.g. [{ "source": "news", "bullets": [{ "section": "why_now", "text": "…" }] }]',
				description: 'What other steps found, or why they did not: source, bullets, failed',
			},
			{
				displayName: 'Timeout in Seconds',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 0.1, maxValue: 120, numberPrecision: 1 },
				default: SECONDS,
				description: 'For each source. Who is late is named in the briefing.',
			},
		),
	],
	async run(parameters, at) {
		const prospect = readProspect(parameters);
		const others = readSources(parameters);
		const milliseconds = 1000 * (parameters.number('options.timeout') ?? SECONDS);
		const attendees = parameters.texts('attendees').slice(0, MOST_ATTENDEES);
		const [picture, people] = await Promise.all([
			inTime(async () => await pictureOf(prospect, 'meeting_prep', at), milliseconds),
			askSources(
				attendees.map((email) => attendeeSource(email, at)),
				milliseconds,
			),
		]);
		if ('failed' in picture) throw new Error(`The context graph has ${picture.failed}`);
		return composeBriefing(picture.value, [...people, ...others]);
	},
};

function readSources(parameters: ItemParameters): SourceReport[] {
	return (parameters.read('options.sources', toRows) ?? []).map((row, index) => {
		const parsed = sourceSchema.safeParse(row);
		if (parsed.success) return parsed.data;
		const problem = firstProblem(parsed.error);
		throw parameters.problem('options.sources', `cannot be used: source ${index + 1}: ${problem}.`);
	});
}

function attendeeSource(email: string, at: PlaybookRun): Source {
	return {
		source: `attendee ${email}`,
		async ask() {
			const picture = await pictureOf({ name: email, subject: { email } }, 'meeting_prep', at);
			return { bullets: [{ section: 'people', text: lineOf(email, picture) }] };
		},
	};
}

function lineOf(email: string, { contact, timeline }: ProspectPicture): string {
	const text = (attribute: string) => {
		const value = contact?.facts[attribute]?.value;
		return typeof value === 'string' ? value : undefined;
	};
	const name = text('fullName') ?? [text('firstName'), text('lastName')].filter(Boolean).join(' ');
	const touch = timeline.find(({ of }) => of === 'contact');
	const last =
		touch === undefined ? 'no touch yet' : `last: ${touch.type} ${touch.at.slice(0, 10)}`;
	return [name === '' ? email : name, text('title') ?? 'title not known', last].join(', ');
}
