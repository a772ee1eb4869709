import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { CrmEntity, CrmRecords } from '../../../src/gtm/crm/crm-vendor';
import { type Journey, enriched, intoCrm, lost, movable, readFrom } from './journey';
import { CRMS, ENRICHERS, SEQUENCERS, openCrm, openEnricher } from './open-vendors';
import { journeysPage } from './page';
import { type SequenceJourney, intoSequence, throughWaterfall } from './sequence-journey';

const PAGE = path.join(__dirname, '../../../docs/journeys.md');

const ENTITIES: readonly CrmEntity[] = ['contact', 'company', 'deal'];

/** Some hundred requests to emulated vendors, and their world is made first. */
const JOURNEYS_MS = 120_000;

/** Written, all of it or without what is named. */
const WRITTEN: ReadonlyArray<Journey['status']> = ['created', 'partial'];

/** What cannot be written without inventing a value: the reason says what to add. */
const REFUSED = [{ from: 'attio', to: 'salesforce', kind: 'deal', lacks: 'CloseDate' }];

let enrichment: Journey[];
let betweenCrms: Journey[];
let again: Journey[];
let intoSequences: SequenceJourney[];

beforeAll(async () => {
	const crms = new Map(CRMS.map((id) => [id, openCrm(id)]));
	const opened = (id: string) => crms.get(id) ?? openCrm(id);
	enrichment = [];
	for (const from of ENRICHERS) {
		const enricher = openEnricher(from);
		for (const kind of ['person', 'company'] as const) {
			const record = await enriched(enricher, from, kind);
			const entity = kind === 'person' ? 'contact' : 'company';
			for (const to of CRMS) {
				const fresh = { ...record, ...renamed(from, entity, record) };
				enrichment.push({ ...(await intoCrm(from, to, entity, fresh, opened(to))), kind });
			}
		}
	}
	betweenCrms = [];
	again = [];
	for (const from of CRMS) {
		for (const entity of ENTITIES) {
			const kind = entity === 'company' ? 'account' : entity;
			const record = await readFrom(opened(from), entity);
			again.push({ ...(await writtenBack(from, entity, record, opened(from))), kind });
			for (const to of CRMS.filter((other) => other !== from)) {
				const fresh = { ...record, ...renamed(from, entity, record) };
				betweenCrms.push({ ...(await intoCrm(from, to, entity, fresh, opened(to))), kind });
			}
		}
	}
	intoSequences = [];
	const found = await throughWaterfall();
	for (const crm of CRMS) {
		for (const sequencer of SEQUENCERS) {
			intoSequences.push(await intoSequence(found, crm, sequencer));
		}
	}
}, JOURNEYS_MS);

test('what enrichment finds is written by every CRM, and nothing is lost without a word', () => {
	expect(enrichment).toHaveLength(ENRICHERS.length * CRMS.length * 2);
	expect(troublesIn(enrichment)).toEqual([]);
});

test('what a CRM holds is written by every other, and nothing is lost without a word', () => {
	expect(betweenCrms).toHaveLength(CRMS.length * 3 * 3);
	expect(troublesIn(betweenCrms)).toEqual([]);
});

test('what is read from a CRM and written back as it is, is unchanged', () => {
	const changed = again.filter(({ status }) => status !== 'unchanged');
	expect(
		changed.map(({ to, kind, status, reason, notes }) => ({ to, kind, status, reason, notes })),
	).toEqual([]);
});

test('whom a waterfall finds goes over every CRM into every sequence, out of it, and in again', () => {
	expect(intoSequences).toHaveLength(CRMS.length * SEQUENCERS.length);
	const ends = intoSequences.map(({ crm, sequencer, steps }) => ({
		crm,
		sequencer,
		...Object.fromEntries([...steps].map(([step, { status }]) => [step, status])),
	}));
	expect(ends).toEqual(
		ends.map(({ crm, sequencer }) => ({
			crm,
			sequencer,
			// The CRMs of this world know the person already.
			CRM: expect.stringMatching(/^(?:created|updated|unchanged)$/),
			enroll: 'created',
			stop: 'updated',
			// Two keep whom they stop as finished, and nobody is sent through a sequence twice.
			'enroll again': ['apollo', 'outreach'].includes(sequencer) ? 'skipped' : 'created',
			// Nothing was sent yet; Apollo's history has the enrollment itself.
			history: sequencer === 'apollo' ? 'found' : 'not_found',
		})),
	);
});

test('docs/journeys.md says what came of them', () => {
	const page = journeysPage(enrichment, betweenCrms, again, intoSequences);
	if (process.env.GTM_WRITE_JOURNEYS === '1') writeFileSync(PAGE, page);
	expect(unpadded(readFileSync(PAGE, 'utf8'))).toBe(unpadded(page));
});

/** Tables are written with spaces that make them even. */
function unpadded(page: string): string {
	return page.replaceAll(/ +/g, ' ').replaceAll(/-{2,}/g, '-');
}

function troublesIn(journeys: readonly Journey[]) {
	return journeys
		.filter(({ from, to, kind, reason = '' }) =>
			REFUSED.every(
				(one) =>
					one.from !== from || one.to !== to || one.kind !== kind || !reason.includes(one.lacks),
			),
		)
		.map((journey) => ({ journey, lost: lost(journey) }))
		.filter(({ journey, lost: fields }) => !WRITTEN.includes(journey.status) || fields.length > 0)
		.map(({ journey: { from, to, kind, status, reason }, lost: fields }) => ({
			from,
			to,
			kind,
			status,
			reason,
			lost: fields,
		}));
}

/** Somebody whom no CRM has yet: the world's own people and companies are in them already. */
function renamed(from: string, entity: CrmEntity, record: Record<string, unknown>): object {
	const words: Readonly<Record<CrmEntity, object>> = {
		contact: {
			email: `${from}.person@journey.example`,
			otherEmails: [`${from}.person@home.example`],
			firstName: 'Dana',
			lastName: `Of ${from}`,
			...('fullName' in record && { fullName: `Dana Of ${from}` }),
		},
		company: { domain: `${from}-journey.example`, name: `Journey of ${from}` },
		deal: { name: `${String(record.name)} (from ${from})` },
	};
	return words[entity];
}

async function writtenBack(
	crm: string,
	entity: CrmEntity,
	record: Record<string, unknown>,
	open: ReturnType<typeof openCrm>,
): Promise<Journey> {
	const records = open.vendor[entity] as CrmRecords<object>;
	const { id, custom: _custom, ...values } = record;
	const outcome = await records.upsert(open.client, { values, match: { id: String(id) } });
	return {
		from: crm,
		to: crm,
		kind: entity,
		status: outcome.status,
		...(outcome.reason && { reason: outcome.reason.message }),
		notes: outcome.notes ?? [],
		sent: movable(record),
		kept: { ...outcome.record },
	};
}
