import type { Person } from '../../../../../sandbox/world/world.ts';
import type { SuppressionKey } from '../../../../../src/gtm/ledger/suppression-key';
import { enrollManyChecked } from '../../../../../src/gtm/sequencer/enroll-many-checked';
import { SEQUENCERS, openSequencer } from './open-sequencers';

/** A world of some thousand people is made for each. */
jest.setTimeout(30_000);

type Opened = Awaited<ReturnType<typeof openSequencer>>;

/** By what each vendor's own record names somebody, beside the address that the enrollment is asked with. */
const NAMED_BY: Readonly<Record<string, ReadonlyArray<SuppressionKey['kind']>>> = {
	apollo: ['email', 'domain', 'linkedin', 'phone'],
	// The domain that it has of a lead is the one of the address.
	instantly: ['phone'],
	lemlist: ['linkedin', 'phone'],
	outreach: ['email', 'domain', 'linkedin', 'phone'],
	smartlead: ['linkedin', 'phone'],
};

const CASES = SEQUENCERS.flatMap((id) => (NAMED_BY[id] ?? []).map((kind) => [id, kind] as const));

/** Somebody whom every vendor has in some other sequence, and whom nothing else holds back. */
function someoneKnown({ world, sequenceId, ports }: Opened, names: ReadonlyMap<string, string>) {
	for (const { personKey, sequenceKey, status } of world.enrollments.slice(0, 10)) {
		const person = world.lookup.person.get(personKey);
		const name = world.sequences.find(({ key }) => key === sequenceKey)?.name ?? '';
		const isHere = names.get(name) === sequenceId;
		if (!person || isHere || person.optedOut || person.jobChange !== undefined) continue;
		const isMailed = person.emailVerdict === 'valid' && status !== 'bounced';
		if (isMailed && !world.lookup.suppressed.has(person.email)) return person;
	}
	throw new RangeError(`${ports.client.provider} has nobody else`);
}

/** The address with which somebody is enrolled, and what is on the list in place of it. */
function ways({ world }: Opened, person: Person) {
	const account = world.lookup.account.get(person.accountKey);
	return {
		email: { typed: person.personalEmail, listed: person.email },
		domain: { typed: person.personalEmail, listed: account?.domain ?? '' },
		linkedin: { typed: person.email, listed: person.linkedinUrl },
		phone: { typed: person.email, listed: person.phone },
	};
}

describe('somebody who is on the suppression list by what only the vendor knows of them', () => {
	test.each(CASES)('is not enrolled with %s: by %s', async (id, kind) => {
		const open = await openSequencer(id);
		const { ports, sequenceId, sender, run, requests } = open;
		const listed = await run(ports.vendor.listSequences(ports.client, { limit: 50 }));
		const names = new Map((listed.record ?? []).map((each) => [each.name, each.id]));
		const person = someoneKnown(open, names);
		const { typed: email, listed: value } = ways(open, person)[kind];
		await ports.ledger.suppressions.add([{ kind, value, reason: 'customer' }]);
		const given = { sequenceId, contact: { email }, evenIfElsewhere: true, ...sender } as const;
		const asked = requests.length;
		const [outcome] = await run(enrollManyChecked(ports, [{ request: given }]));
		expect(outcome).toMatchObject({
			status: 'suppressed',
			reason: { code: `suppressed_${kind}` },
		});
		const writes = requests
			.slice(asked)
			.filter(({ url }) => /add_contact_ids|leads\/add|leads\/?$|sequenceStates$/.test(url))
			.filter(({ method, url }) => method === 'POST' && !url.endsWith('/list'));
		expect(writes).toEqual([]);
		await ports.ledger.suppressions.remove([{ kind, value }]);
		const [allowed] = await run(enrollManyChecked(ports, [{ request: given }]));
		expect(allowed?.status).toBe('created');
	});
});
