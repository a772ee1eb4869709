import { openSandbox } from '../../contract/gtm/sandbox-port';
import { LONGEST_RESULT, longestOf } from '../gtm/result-length';
import { NODES, runGtmNode } from '../gtm/run-gtm-node';
import type { GtmRun } from '../gtm/run-gtm-node';
import { removeLedger } from './remove-ledger';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

// Several vendors in turn take real time on a busy machine.
jest.setTimeout(30_000);

beforeAll(async () => {
	sandbox = await openSandbox();
});

beforeEach(() => {
	sandbox.sandbox.reset();
});

afterAll(async () => {
	await sandbox.close();
	await removeLedger();
});

const waterfall = async (parameters: GtmRun['parameters'], emails: string[]) =>
	await runGtmNode(sandbox, {
		type: 'gtmEnrichment',
		items: emails.map((email) => ({ email })),
		parameters: {
			resource: 'waterfall',
			operation: 'person',
			vendor: ['apollo', 'pdl'],
			wanted: 'email, title',
			options: { output: 'raw', deliverable: false },
			email: '={{ $json.email }}',
			...parameters,
		},
	});

/** Apart from the question whose account it is. */
const asked = () =>
	sandbox.sandbox.log.list().filter(({ route }) => route !== 'GET /api/v1/users/api_profile');
const calls = (vendor: string) => asked().filter((call) => call.vendor === vendor).length;

type Record = { steps: Array<{ vendor: string; status: string; cached: boolean }>; spent: unknown };
const recordOf = (item: { record?: unknown } | undefined) => item?.record as Record;

it.each(Object.values(NODES))(
	'the node $description.name names each credential once: n8n heeds the first only',
	({ description }) => {
		const names = description.credentials?.map(({ name }) => name);
		expect(new Set(names).size).toBe(names?.length);
	},
);

describe('a waterfall', () => {
	it('is read at once by default: what was found, what is missing, what it took', async () => {
		const { person, newcomer } = sandbox.sandbox.world.examples;
		const { items } = await waterfall({ options: {} }, [person.email, newcomer.email]);
		expect(items).toMatchObject([{ status: 'found' }, { status: 'found' }]);
		expect(longestOf(items)).toBeLessThanOrEqual(LONGEST_RESULT);
	});

	it('ends with the first vendor that knows all, and says where each value is from', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const { items } = await waterfall({}, [person.email]);
		expect(items).toMatchObject([
			{
				status: 'found',
				record: {
					email: person.email,
					title: expect.any(String),
					sources: { title: { vendor: 'apollo' } },
					missing: [],
				},
			},
		]);
		expect(recordOf(items[0]).steps.map(({ vendor }) => vendor)[0]).toBe('apollo');
		expect(calls('pdl')).toBe(0);
	});

	it('does not pay for the same question again, in another execution either', async () => {
		const { person } = sandbox.sandbox.world.examples;
		const { items } = await waterfall({}, [person.email, person.email]);
		expect(items.map(({ status }) => status)).toEqual(['found', 'found']);
		expect(asked()).toEqual([]);
		expect(recordOf(items[0]).steps[0]).toMatchObject({ vendor: 'apollo', cached: true });
	});

	it('remembers that nobody knows a person', async () => {
		const { unknownEmail } = sandbox.sandbox.world.examples;
		const first = await waterfall({}, [unknownEmail]);
		expect(first.items).toMatchObject([{ status: 'not_found' }]);
		const before = asked().length;
		expect(before).toBeGreaterThan(0);
		const again = await waterfall({}, [unknownEmail]);
		expect(again.items).toMatchObject([{ status: 'not_found' }]);
		expect(asked()).toHaveLength(before);
	});

	it('stops at the budget of the run: items beyond it are told so, and no vendor is asked', async () => {
		const { people } = sandbox.sandbox.world;
		const emails = people.slice(20, 26).map(({ email }) => email);
		const { items } = await waterfall(
			{ vendor: ['pdl'], options: { output: 'raw', deliverable: false, perRun: 2 } },
			emails,
		);
		expect(items).toHaveLength(6);
		const statuses = Map.groupBy(items, ({ status }) => status);
		const paid = statuses.get('found')?.length ?? 0;
		expect(paid).toBeLessThanOrEqual(2);
		expect(statuses.get('quota_exhausted')?.length).toBeGreaterThan(0);
		const { credits, emulator } = sandbox.sandbox.vendor('pdl');
		expect((emulator.credits?.initial ?? 0) - credits.left).toBeLessThanOrEqual(2);
	});

	it('says what it can cost before anything is spent', async () => {
		const { items } = await waterfall({ operation: 'estimate' }, ['dana@anyone-run.com']);
		expect(items).toMatchObject([{ status: 'found', record: { perItem: expect.any(Array) } }]);
		expect(asked()).toEqual([]);
	});

	it('goes on with the next vendor when one is down', async () => {
		const { colleague } = sandbox.sandbox.world.examples;
		sandbox.sandbox.setFault({ vendor: 'apollo', kind: 'server_error' });
		const { items } = await waterfall({ wanted: 'title' }, [colleague.email]);
		expect(items).toMatchObject([{ status: 'found', record: { sources: { title: {} } } }]);
		expect(recordOf(items[0]).steps).toMatchObject([
			{ vendor: 'apollo', status: 'upstream_error' },
			{ vendor: 'pdl', status: 'found' },
		]);
	});
});
