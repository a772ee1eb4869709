import { VOCABULARIES } from '../../../src/gtm/model/vocabularies';
import { allVendors } from '../../../src/gtm/vendors/registry';
import { CRMS, ENRICHERS } from './open-vendors';
import type { Journey } from './journey';
import type { SequenceJourney } from './sequence-journey';

const NAMES = new Map(allVendors.map(({ profile: { id, name } }) => [id, name]));

const KINDS: Readonly<Record<string, string>> = {
	person: 'Enriched person → contact',
	company: 'Enriched company → company',
	contact: 'Contact',
	account: 'Company',
	deal: 'Deal',
};

/** docs/journeys.md, from what the journeys came to. */
export function journeysPage(
	enrichment: readonly Journey[],
	betweenCrms: readonly Journey[],
	again: readonly Journey[],
	intoSequences: readonly SequenceJourney[],
): string {
	const page = [
		'# From vendor to vendor',
		'',
		'What one vendor finds, another takes. The tables are made by `npm run docs:journeys` from runs against the emulated vendors of the [sandbox](sandbox.md), and a test keeps them true. A cell says how the write ended: `created` is all of it, `partial` is written without what a list of the account did not take. Below each table stands what was left out and why.',
		'',
		'## Enrichment into a CRM',
		'',
		...tablesOf(enrichment, ENRICHERS, ['person', 'company']),
		'## From one CRM to the next',
		'',
		"Without ids, which mean nothing elsewhere; owners go by email, stages and pipelines by title. Add people or choices to the target, or say with **Value Mapping** which of the target's words is meant, and the note goes.",
		'',
		...tablesOf(betweenCrms, CRMS, ['contact', 'account', 'deal']),
		'## From a waterfall over a CRM into a sequence',
		'',
		'Hunter and Apollo find the person, the CRM takes what they found, and its contact is read and enrolled; then the person is stopped, enrolled again, and asked about. Apollo and Outreach keep whom you stop as finished, so that the same sequence does not take the person again. The history begins with what is sent, at Apollo with the enrollment.',
		'',
		...sequenceTable(intoSequences),
		'',
		'## Our words',
		'',
		"Every vendor's own words for these are read as ours, in any spelling (`C-Suite`, `cxo` and HubSpot's `executive` are `c_suite`; HubSpot's `COMPUTER_SOFTWARE` and Salesforce's `Technology` are `computer_software`), and written as the account's list has them. A word that is none of ours stays as it is. **Upsert Options > Value Mapping** changes what is written, value by value.",
		'',
		...Object.entries(VOCABULARIES).map(
			([field, { words }]) => `- **${field}**: ${words.join(', ')}.`,
		),
		'',
		'## Read and written back',
		'',
		'A record that is read and written back as it is must be `unchanged`.',
		'',
		'| | contact | company | deal |',
		'| - | - | - | - |',
		...CRMS.map((crm) => {
			const cells = ['contact', 'account', 'deal'].map(
				(kind) => again.find((one) => one.to === crm && one.kind === kind)?.status ?? '',
			);
			return `| ${nameOf(crm)} | ${cells.join(' | ')} |`;
		}),
		'',
	];
	return `${page.join('\n').trimEnd()}\n`;
}

function sequenceTable(journeys: readonly SequenceJourney[]): string[] {
	const steps = [...(journeys[0]?.steps.keys() ?? [])];
	return [
		`| CRM | sequencer | ${steps.map((step) => (step === 'CRM' ? 'into the CRM' : step)).join(' | ')} |`,
		`| - | - | ${steps.map(() => '-').join(' | ')} |`,
		...journeys.map((journey) => {
			const cells = steps.map((step) => journey.steps.get(step)?.status ?? '');
			return `| ${nameOf(journey.crm)} | ${nameOf(journey.sequencer)} | ${cells.join(' | ')} |`;
		}),
	];
}

function tablesOf(
	journeys: readonly Journey[],
	sources: readonly string[],
	kinds: readonly string[],
): string[] {
	return kinds.flatMap((kind) => {
		const own = journeys.filter((one) => one.kind === kind);
		const notes = [...new Set(own.flatMap(notesOf))];
		const rows = sources.map((from) => {
			const cells = CRMS.map((to) =>
				cellOf(
					own.find((one) => one.from === from && one.to === to),
					notes,
				),
			);
			return `| ${nameOf(from)} | ${cells.join(' | ')} |`;
		});
		return [
			`### ${KINDS[kind] ?? kind}`,
			'',
			`| from | ${CRMS.map(nameOf).join(' | ')} |`,
			`| - | ${CRMS.map(() => '-').join(' | ')} |`,
			...rows,
			'',
			...notes.map((note, place) => `${place + 1}. ${note}`),
			...(notes.length > 0 ? [''] : []),
			...CRMS.flatMap((to) => withoutFieldIn(to, own)),
			'',
		];
	});
}

/** Notes that a whole column has in common are told once. */
const NO_FIELD =
	/^(\S+) was left out: (?:the vendor has no field for it|it is read-only at the vendor)$/;

function withoutFieldIn(to: string, journeys: readonly Journey[]): string[] {
	const notes = journeys.filter((one) => one.to === to).flatMap((one) => one.notes);
	const fields = [...new Set(notes.flatMap((note) => NO_FIELD.exec(note)?.[1] ?? []))].toSorted();
	return fields.length === 0 ? [] : [`- **${nameOf(to)}** takes no ${fields.join(', ')}.`];
}

function cellOf(journey: Journey | undefined, notes: readonly string[]): string {
	if (journey === undefined) return '';
	const places = notesOf(journey).map((note) => notes.indexOf(note) + 1);
	return places.length === 0 ? journey.status : `${journey.status} (${places.join(', ')})`;
}

function notesOf({ notes, to, status, reason }: Journey): string[] {
	const own = notes.filter((note) => !NO_FIELD.test(note));
	const why = status === 'partial' || reason === undefined ? [] : [reason];
	return [...why, ...own].map((note) => `${nameOf(to)}: ${note}`);
}

function nameOf(id: string): string {
	return NAMES.get(id) ?? id;
}
