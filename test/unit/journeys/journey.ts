import type { CrmEntity, CrmRecords } from '../../../src/gtm/crm/crm-vendor';
import type { Outcome } from '../../../src/gtm/model/outcome';
import type { openCrm, openEnricher } from './open-vendors';

/** What came of a record on its way from one vendor to another. */
export interface Journey {
	from: string;
	to: string;
	kind: string;
	status: Outcome['status'];
	/** Why, if it is no success. */
	reason?: string;
	/** What was left out, in sentences. */
	notes: string[];
	/** What was sent on. */
	sent: Readonly<Record<string, unknown>>;
	/** What the other CRM shows then. */
	kept: Readonly<Record<string, unknown>>;
}

type OpenCrm = ReturnType<typeof openCrm>;

/** Ids of one vendor mean nothing to the next, and times are its own. */
const OWN = [
	'id',
	'externalIds',
	'custom',
	'createdAt',
	'updatedAt',
	'accountId',
	'contactIds',
	'ownerId',
	// How likely it is follows from the stage in most.
	'probability',
];

export function movable(record: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([field]) => !OWN.includes(field)));
}

/** What a vendor finds of the world's first person or company, once it is there. */
export async function enriched(
	{ vendor, client, clock, examples }: ReturnType<typeof openEnricher>,
	id: string,
	kind: 'company' | 'person',
): Promise<Record<string, unknown>> {
	const { person, account } = examples;
	const { domain } = account;
	const { firstName, lastName } = person;
	const query = id === 'fullenrich' ? { firstName, lastName, domain } : { email: person.email };
	let outcome: Outcome =
		kind === 'person'
			? await vendor.enrichPerson(client, query, {})
			: await vendor.enrichCompany(client, { domain }, {});
	for (let times = 0; outcome.status === 'pending' && times < 20; times += 1) {
		await clock.advance(30_000);
		const next = await vendor.follow?.[kind]?.(client, outcome.handle ?? '', {});
		if (next) outcome = next;
	}
	if (outcome.record === undefined) throw new Error(`${id} has no ${kind}: ${outcome.status}`);
	// A waterfall gives back what it was asked with, too.
	return { ...(kind === 'person' && { firstName, lastName }), ...(outcome.record as object) };
}

export async function intoCrm(
	from: string,
	to: string,
	kind: CrmEntity,
	record: object,
	open: OpenCrm,
): Promise<Journey> {
	const sent = movable(record);
	const records = open.vendor[kind] as CrmRecords<object>;
	const outcome = await records.upsert(open.client, { values: sent });
	return {
		from,
		to,
		kind,
		status: outcome.status,
		...(outcome.reason && { reason: outcome.reason.message }),
		notes: outcome.notes ?? [],
		sent,
		kept: { ...outcome.record },
	};
}

/** The record of the world's first person, company or deal in an emulated CRM. */
export async function readFrom(open: OpenCrm, kind: CrmEntity): Promise<Record<string, unknown>> {
	const { vendor, client, examples } = open;
	const { person, account } = examples;
	const outcome =
		kind === 'contact'
			? await vendor.contact.get(client, { email: person.email }, {})
			: kind === 'company'
				? await vendor.company.get(client, { domain: account.domain }, {})
				: await firstDeal(open);
	if (outcome.record === undefined) throw new Error(`${client.provider} has no ${kind}`);
	return { ...outcome.record };
}

/** One that is neither won nor lost, and one that is won. */
async function firstDeal({ vendor, client }: OpenCrm) {
	const { records } = await vendor.deal.search(client, { conditions: [], limit: 50 });
	const [record] = records.filter(({ status }) => status !== 'lost');
	return { record };
}

/** What another field shows instead. */
const SHOWN_BY: Readonly<Record<string, string>> = {
	ownerEmail: 'ownerId',
	stageLabel: 'stage',
	pipelineLabel: 'pipeline',
};

/** Fields that were sent and are neither kept nor named. */
export function lost({ to, sent, kept, notes, reason = '' }: Journey): string[] {
	const said = [...notes, reason].join(' ');
	return Object.keys(sent).filter((field) => {
		// Numbers of Attio have no labels: it is there, as a further number.
		if (to === 'attio' && field === 'mobilePhone') return false;
		const names = [field, SHOWN_BY[field] ?? field];
		return !names.some((name) => name in kept || said.includes(name));
	});
}
