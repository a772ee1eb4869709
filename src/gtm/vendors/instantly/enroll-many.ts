import { serialised } from '../../crm/serialised';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { Enrollment } from '../../model/enrollment';
import type { Outcome } from '../../model/outcome';
import {
	type Addressed,
	alreadyIn,
	withAddress,
	withoutAddress,
} from '../../sequencer/enroll-person';
import type { EnrollRequest } from '../../sequencer/sequencer-vendor';
import { costOf, enroll, made, refusalOf } from './enroll';
import { type KnownLead, LEADS_PAGE, addLeads, knownLeads, toLead } from './leads';

/** A request and its place in the portion. */
interface Place {
	index: number;
	request: Addressed;
}

type Done = Map<number, Outcome<Enrollment>>;

/**
 * A hundred leads at a time. Counters do not name leads: those that a portion left out are asked for
 * one by one, so that each has its own reason. Nobody is added twice by that: whoever was left out
 * was not added.
 */
export async function enrollMany(
	client: VendorClient,
	requests: readonly EnrollRequest[],
): Promise<Array<Outcome<Enrollment>>> {
	const outcomes: Array<Outcome<Enrollment>> = [];
	for (let from = 0; from < requests.length; from += LEADS_PAGE) {
		outcomes.push(...(await enrollPortion(client, requests.slice(from, from + LEADS_PAGE))));
	}
	return outcomes;
}

async function enrollPortion(
	client: VendorClient,
	requests: readonly EnrollRequest[],
): Promise<Array<Outcome<Enrollment>>> {
	const done: Done = new Map();
	const batch = oneOfEach(client.provider, requests, done);
	const sequenceId = requests[0]?.sequenceId ?? '';
	await serialised(client, `enrollments ${sequenceId}`, async () => {
		const fresh = await recognise(client, batch, done);
		if (fresh.length > 0) await add(client, fresh, done);
	});
	const outcomes: Array<Outcome<Enrollment>> = [];
	for (const [index, request] of requests.entries()) {
		outcomes.push(done.get(index) ?? (await enroll(client, request)));
	}
	return outcomes;
}

/** The first request of each person; the rest take their turn afterwards. */
function oneOfEach(provider: string, requests: readonly EnrollRequest[], done: Done): Place[] {
	const batch = new Map<string, Place>();
	for (const [index, request] of requests.entries()) {
		const addressed = withAddress(request);
		if (addressed === undefined) done.set(index, withoutAddress(provider));
		else if (!batch.has(addressed.email)) batch.set(addressed.email, { index, request: addressed });
	}
	return [...batch.values()];
}

/**
 * Settles those who are in the campaign, and those who must not be; the others are returned. None, if
 * Instantly does not say.
 */
async function recognise(client: VendorClient, batch: Place[], done: Done): Promise<Place[]> {
	try {
		const known = await look(client, batch);
		for (const { index, request } of batch) {
			const lead = inCampaign(known, request);
			const settled = lead ? alreadyIn(client.provider, lead) : await refusalOf(request, known);
			if (settled) done.set(index, settled);
		}
		return batch.filter(({ index }) => !done.has(index));
	} catch (error) {
		for (const { index } of batch) done.set(index, toOutcome(error));
		return [];
	}
}

/** What the workspace has of them. */
async function look(client: VendorClient, places: readonly Place[]): Promise<KnownLead[]> {
	if (places.length === 0) return [];
	const emails = places.map(({ request }) => request.email);
	return await knownLeads(client, emails);
}

function inCampaign(
	known: readonly KnownLead[],
	{ sequenceId, email }: Addressed,
): Enrollment | undefined {
	return known.find((lead) => lead.email === email && lead.campaign === sequenceId)?.enrollment;
}

/** Settles those who were added; those who were left out stay open. */
async function add(client: VendorClient, fresh: readonly Place[], done: Done): Promise<void> {
	const { provider } = client;
	const { sequenceId = '', evenIfElsewhere } = fresh[0]?.request ?? {};
	const drafts = fresh.map(({ request }) => toLead(request));
	try {
		const added = await addLeads(client, {
			campaign: sequenceId,
			leads: drafts.map(({ body }) => body),
			skipIfElsewhere: evenIfElsewhere ? 'add' : 'skip',
		});
		for (const [place, id] of added.made) {
			const one = fresh[place];
			if (one === undefined) continue;
			const notes = drafts[place]?.notes ?? [];
			done.set(one.index, {
				status: 'created',
				provider,
				record: made(one.request, id),
				cost: costOf(added),
				...(notes.length > 0 && { notes }),
			});
		}
	} catch (error) {
		// Nobody of the portion is asked for again after this: they may be there, only not seen.
		for (const { index } of fresh) done.set(index, toOutcome(error));
	}
	await readBack(client, fresh, done);
}

/** The state of whoever was added, or may have been. What is known already stands if this fails. */
async function readBack(client: VendorClient, fresh: readonly Place[], done: Done): Promise<void> {
	const doubtful = ({ index }: Place) =>
		['created', 'upstream_error'].includes(done.get(index)?.status ?? '');
	const places = fresh.filter(doubtful);
	let seen: Awaited<ReturnType<typeof look>>;
	try {
		seen = await look(client, places);
	} catch (error) {
		const { reason } = toOutcome(error);
		for (const { index } of places) {
			withNote(done, index, `It could not be read back: ${reason?.message ?? ''}`);
		}
		return;
	}
	for (const { index, request } of places) {
		const record = inCampaign(seen, request);
		const before = done.get(index);
		if (record === undefined || before === undefined) continue;
		if (before.status === 'created') done.set(index, { ...before, record });
		else {
			const notes = ['Instantly returned an error, but the person is enrolled.'];
			done.set(index, { status: 'created', provider: client.provider, record, notes });
		}
	}
}

function withNote(done: Done, index: number, note: string): void {
	const before = done.get(index);
	if (before) done.set(index, { ...before, notes: [...(before.notes ?? []), note] });
}
