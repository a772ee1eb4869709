import type { Enrollment } from '../../../../../src/gtm/model/enrollment';
import { enrollManyChecked } from '../../../../../src/gtm/sequencer/enroll-many-checked';
import { stopChecked } from '../../../../../src/gtm/sequencer/stop-checked';
import { SEQUENCERS, openSequencer } from './open-sequencers';

type Opened = Awaited<ReturnType<typeof openSequencer>>;

/** Sixty people are some hundred requests to an emulator. */
jest.setTimeout(60_000);

const PEOPLE = 60;

const emails = (count: number) =>
	Array.from({ length: count }, (_, index) => `person${index}@long-list-run.com`);

const enrollAll = async (
	{ run, ports, sequenceId, sender }: Opened,
	addresses: readonly string[],
	campaign?: string,
) =>
	await run(
		enrollManyChecked(
			ports,
			addresses.map((email) => ({
				request: { sequenceId, contact: { email, firstName: 'Dana' }, ...sender },
				settings: campaign === undefined ? {} : { campaign },
			})),
		),
	);

/** Requests that something takes, but for the one that asks whose account it is. */
async function requestsOf({ requests }: Opened, act: () => Promise<unknown>): Promise<number> {
	const before = requests.length;
	await act();
	return requests.slice(before).length;
}

/** The list once more, of people who are in: measured, so that a change is seen. */
const AGAIN: Readonly<Record<string, { together: number; oneByOne: number }>> = {
	// Pages of all the contacts of the team.
	apollo: { together: 51, oneByOne: 60 },
	instantly: { together: 1, oneByOne: 60 },
	lemlist: { together: 1, oneByOne: 120 },
	// Fifty addresses at a time: their prospects, and the states of these.
	outreach: { together: 4, oneByOne: 120 },
	// Pages of the campaign.
	smartlead: { together: 3, oneByOne: 120 },
};

describe.each(SEQUENCERS)('a list of sixty people with %s', (id) => {
	let open: Opened;

	beforeEach(async () => {
		open = await openSequencer(id);
	});

	test('is enrolled once, also when it comes again, which takes few requests', async () => {
		const first = await enrollAll(open, emails(PEOPLE));
		expect(new Set(first.map(({ status }) => status))).toEqual(new Set(['created']));
		await open.clock.advance(3_600_000);
		const again: string[] = [];
		const together = await requestsOf(open, async () => {
			again.push(...(await enrollAll(open, emails(PEOPLE))).map(({ status }) => status));
		});
		expect(new Set(again)).toEqual(new Set(['unchanged']));
		await open.clock.advance(3_600_000);
		const oneByOne = await requestsOf(open, async () => {
			for (const email of emails(PEOPLE)) await enrollAll(open, [email]);
		});
		expect({ together, oneByOne }).toEqual(AGAIN[id]);
	});

	test('has an outcome for each, whatever the others come to', async () => {
		const [here = '', stopped = '', fresh = ''] = emails(3);
		const { sequenceId } = open;
		await enrollAll(open, [here, stopped]);
		await open.run(stopChecked(open.ports, { sequenceId, email: stopped }));
		await open.ports.ledger.suppressions.add([
			{ kind: 'email', value: 'blocked@long-list-run.com', reason: 'customer' },
		]);
		await open.clock.advance(3_600_000);
		const mixed = await enrollAll(open, [
			'nonsense',
			here,
			'blocked@long-list-run.com',
			fresh,
			stopped,
			fresh.toUpperCase(),
		]);
		// Who was stopped is gone from the sequence, or has finished it, by what the vendor does then.
		const anew = ['apollo', 'outreach'].includes(id) ? 'skipped' : 'created';
		expect(mixed.map(({ status }) => status)).toEqual([
			'invalid',
			'unchanged',
			'suppressed',
			'created',
			anew,
			'unchanged',
		]);
		const records = mixed.map(({ record }) => record).filter((each): each is Enrollment => !!each);
		expect(new Set(records.map((record) => record.sequenceId))).toEqual(new Set([sequenceId]));
	});

	test('whose vendor fails half-way is enrolled by the next run, and nobody twice', async () => {
		open.sandbox.setFault({
			vendor: id,
			kind: 'server_error',
			when: 'after',
			probability: 0.3,
			seed: 5,
		});
		const people = emails(20);
		await enrollAll(open, people);
		open.sandbox.faults.clear();
		for (let round = 0; round < 3; round += 1) {
			await open.clock.advance(3_600_000);
			await enrollAll(open, people);
		}
		await open.clock.advance(3_600_000);
		const last = await enrollAll(open, people);
		expect(new Set(last.map(({ status }) => status))).toEqual(new Set(['unchanged']));
	});
});

test('a team with more contacts than there are people to ask for is asked for one by one', async () => {
	const open = await openSequencer('apollo');
	const people = emails(12);
	await enrollAll(open, people);
	await open.clock.advance(3_600_000);
	// The first page says that there are more of them than twelve: it is the only one that is read.
	const taken = await requestsOf(open, async () => await enrollAll(open, people));
	expect(taken).toBe(1 + people.length);
});
