import { createPropertyCache } from '../../../src/gtm/crm/property-cache';
import { checkByList } from '../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../src/gtm/ledger/memory-ledger';
import type { Contact } from '../../../src/gtm/model/contact';
import type { Outcome } from '../../../src/gtm/model/outcome';
import { WANTED, enrichPersonBySeveral } from '../../../src/gtm/operations/enrichment/waterfall';
import { inputOf } from '../../../src/gtm/operations/operation';
import { CONTACT_FIELDS } from '../../../src/gtm/operations/sequencer/enroll';
import { sequencerOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { movable } from './journey';
import { openCrm, openEnricher, openSequencer } from './open-vendors';

/** What came of somebody on the way from a waterfall over a CRM into a sequence, and out of it. */
export interface SequenceJourney {
	crm: string;
	sequencer: string;
	/** By the name of the step, in order. */
	steps: ReadonlyMap<string, Outcome>;
}

/** Vendors of the waterfall, in order. */
const WATERFALL = ['hunter', 'apollo'];

/** One person's fields, from the first vendors that have them. */
export async function throughWaterfall(): Promise<Contact> {
	const opened = WATERFALL.map((id) => ({ ...openEnricher(id), principal: id }));
	const [{ clock, examples } = openEnricher('hunter')] = opened;
	const ledger = createMemoryLedger(clock.now);
	const { email } = examples.person;
	const wanted = ['email', 'firstName', 'lastName', 'title', 'linkedinUrl', 'accountName'];
	const outcome = await enrichPersonBySeveral.run(
		{
			connected: opened,
			clock,
			ledger: () => ledger,
			checkActions: checkByList(() => ledger.suppressions),
			properties: createPropertyCache(clock),
			runId: 'journey',
			startedAt: clock.now(),
			memory: {},
		},
		inputOf(enrichPersonBySeveral, { email, wanted }),
	);
	const record = { ...(outcome.record as object) };
	// What else it tells is about the search, not about the person.
	const known = Object.entries(record).filter(([name]) => WANTED.person.includes(name));
	if (known.length === 0) throw new Error(`the waterfall found nobody: ${outcome.status}`);
	return { email, ...movable(Object.fromEntries(known)) };
}

/** Written to a CRM, read from it as a workflow does, enrolled with what it holds, stopped, enrolled again. */
export async function intoSequence(
	found: Contact,
	crmId: string,
	sequencerId: string,
): Promise<SequenceJourney> {
	const crm = openCrm(crmId);
	const { email = '' } = found;
	const steps = new Map<string, Outcome>();
	steps.set('CRM', await crm.vendor.contact.upsert(crm.client, { values: found }));
	const { record = {} } = await crm.vendor.contact.get(crm.client, { email }, {});
	const own: Readonly<Record<string, unknown>> = { ...record };
	const known = CONTACT_FIELDS.flatMap((name) =>
		typeof own[name] === 'string' ? [[name, own[name]] as const] : [],
	);
	const { ports, sequenceId, sender, run } = await openSequencer(sequencerId);
	const { enroll, stop, history } = {
		enroll: sequencerOperations['enrollment.enroll'],
		stop: sequencerOperations['enrollment.stop'],
		history: sequencerOperations['engagement.history'],
	};
	const given = { sequenceId, email: own.email, contact: Object.fromEntries(known), ...sender };
	const reference = { sequenceId, email: own.email };
	steps.set('enroll', await run(enroll.run(ports, inputOf(enroll, given))));
	steps.set('stop', await run(stop.run(ports, inputOf(stop, reference))));
	steps.set('enroll again', await run(enroll.run(ports, inputOf(enroll, given))));
	const asked = inputOf(history, { email: own.email, limit: 50 });
	steps.set('history', await run(history.run(ports, asked)));
	return { crm: crmId, sequencer: sequencerId, steps };
}
