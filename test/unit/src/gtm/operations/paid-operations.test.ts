import { FakeClock } from '../fake-clock';
import { scriptedVendor } from '../enrichment/scripted-vendor';
import type { EnrichmentVendor } from '../../../../../src/gtm/enrichment/enrichment-vendor';
import { createPropertyCache } from '../../../../../src/gtm/crm/property-cache';
import { checkByList } from '../../../../../src/gtm/guard/check-by-list';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import { catalogue } from '../../../../../src/gtm/operations/catalogue';
import { inputSchemaOf } from '../../../../../src/gtm/operations/input-schema';
import { type Operation, inputOf } from '../../../../../src/gtm/operations/operation';
import { can } from '../../../../../src/gtm/vendors/capability';

/** Enough for each operation to be asked. */
const ASKED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	'company.enrich': { domain: 'acme.com' },
	'person.enrich': { email: 'Dana@Acme.com' },
	'email.verify': { email: 'Dana@Acme.com' },
	'signal.list': { domain: 'acme.com', kinds: ['funding'], since: '2026-11-01T10:00:00Z' },
	'waterfall.person': { email: 'Dana@Acme.com', wanted: ['title'] },
	'waterfall.company': { domain: 'acme.com', wanted: ['industry'] },
};

/** What can be no such thing, by the name of the member. */
const GARBAGE: Readonly<Record<string, readonly string[]>> = {
	email: ['garbage@', '@acme.com', 'dana', 'dana@acme', 'dana@-.com', ' ', 'a b@acme.com'],
	domain: ['acme', '.com', 'http://', 'gmail.com', '127.0.0.1', 'acme..com', ' '],
	linkedinUrl: [
		'dana',
		'https://example.com/in/dana',
		'https://www.linkedin.com/company/acme',
		' ',
	],
};

const COSTING = Object.values(catalogue)
	.flat()
	.filter(({ price }) => price === 'credits')
	.map((entry) => ({ name: entry.name, operation: entry as unknown as Operation<never, never> }));

const read = (operation: Operation<never, never>, more: Readonly<Record<string, unknown>> = {}) =>
	inputOf(operation, { ...ASKED[operation.name], ...more });

it('has a question for every operation that costs', () => {
	expect(Object.keys(ASKED).toSorted()).toEqual(COSTING.map(({ name }) => name).toSorted());
});

const CELLS = COSTING.flatMap(({ name, operation }) =>
	Object.keys(inputSchemaOf(operation as never).properties ?? {}).flatMap((member) =>
		(GARBAGE[member] ?? []).map((value) => ({ name, operation, member, value })),
	),
);

it.each(CELLS)('$name refuses "$value" as $member by name', ({ operation, member, value }) => {
	expect(() => read(operation, { [member]: value })).toThrow(
		new RegExp(`^${member} (is no|cannot)`),
	);
});

describe.each(COSTING)('$name', ({ operation }) => {
	/** A vendor that can all, and how often it was asked. */
	function setUp() {
		const clock = new FakeClock();
		const ledger = createMemoryLedger(() => clock.now());
		const { step } = scriptedVendor('first', []);
		let count = 0;
		const answer = async (record: unknown): Promise<Outcome<never>> => {
			count += 1;
			return await Promise.resolve({ status: 'found', provider: 'first', record: record as never });
		};
		const vendor: EnrichmentVendor = {
			...step.vendor,
			capabilities: {
				'company.enrich': can(),
				'person.enrich': can(),
				'signal.list': can(),
				'email.verify': can(),
				'credit.balance': can(),
				'job.finished': can(),
			},
			offers: { company: ['industry'], person: ['title'] },
			enrichCompany: async () => await answer({ industry: 'energy' }),
			enrichPerson: async () => await answer({ title: 'CRO' }),
			listSignals: async () => await answer([{ kind: 'funding', title: 'Round', source: 'first' }]),
			verifyEmail: async () => await answer({ email: 'dana@acme.com', status: 'deliverable' }),
		};
		const connected = { ...step, vendor };
		const ports = (runId: string) => ({
			...connected,
			connected: [connected],
			clock,
			ledger: () => ledger,
			checkActions: checkByList(() => ledger.suppressions),
			properties: createPropertyCache(clock),
			runId,
			startedAt: clock.now(),
			memory: {},
		});
		return {
			clock,
			asked: () => count,
			run: async (more: Readonly<Record<string, unknown>> = {}, runId = 'run-1') =>
				await operation.run(ports(runId) as never, read(operation, more)),
		};
	}

	it('is paid once, in one run and in the next', async () => {
		const { run, asked, clock } = setUp();
		await run();
		await run();
		await clock.advance(3_600_000);
		expect((await run({}, 'run-2')).status).toBe('found');
		expect(asked()).toBe(1);
	});

	it('is paid once by two calls at once', async () => {
		const { run, asked, clock } = setUp();
		const both = await clock.until(Promise.all([run(), run({}, 'run-2')]));
		expect(both.map(({ status }) => status)).toEqual(['found', 'found']);
		expect(asked()).toBe(1);
	});

	it('is asked anew where that is wished', async () => {
		const { run, asked, clock } = setUp();
		await run();
		await clock.advance(1000);
		await run({ lifetimeDays: 0 });
		expect(asked()).toBe(2);
	});

	it.each(['perRun', 'perDay'])('asks nobody beyond %s, and says what to do', async (budget) => {
		const { run, asked } = setUp();
		const { status, reason } = await run({ [budget]: 0 });
		expect(status).toBe('quota_exhausted');
		expect(reason?.message).toContain(
			budget === 'perRun' ? 'Raise Credits per Run' : 'Raise Credits per Day',
		);
		expect(asked()).toBe(0);
	});
});
