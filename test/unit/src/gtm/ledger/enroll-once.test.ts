import { INDEX_LAG_MS, enrollOnce } from '../../../../../src/gtm/ledger/enroll-once';
import { LEASE_MS } from '../../../../../src/gtm/ledger/once-ledger';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { Enrollment, EnrollmentStatus } from '../../../../../src/gtm/model/enrollment';
import type { Outcome, OutcomeStatus } from '../../../../../src/gtm/model/outcome';
import { alreadyIn } from '../../../../../src/gtm/sequencer/enroll-person';

const IDENTITY = {
	provider: 'instantly',
	account: 'workspace-1',
	sequenceId: 's-1',
	email: 'dana@acme.com',
};

function outcomeOf(status: OutcomeStatus, state?: EnrollmentStatus): Outcome<Enrollment> {
	const record: Enrollment = { id: 'e-1', sequenceId: 's-1', ...(state && { status: state }) };
	return status === 'created' || status === 'found'
		? { status, provider: 'instantly', record }
		: { status, provider: 'instantly', reason: { code: status, message: status } };
}

interface Attempt {
	enrolled?: OutcomeStatus | Error;
	/** What the vendor shows. */
	seen?: OutcomeStatus;
	state?: EnrollmentStatus;
	stoppedAt?: number;
	campaign?: string;
	account?: string;
}

function setUp() {
	let time = 0;
	const { enrollments } = createMemoryLedger(() => time);
	const calls: string[] = [];
	const attempt = async (what: Attempt = {}) => {
		const { enrolled = 'created', seen = 'not_found', state, stoppedAt, ...more } = what;
		return await enrollOnce(
			enrollments,
			{ ...IDENTITY, ...more },
			{
				async enroll() {
					calls.push('enroll');
					if (enrolled instanceof Error) throw enrolled;
					return await Promise.resolve(outcomeOf(enrolled));
				},
				async look() {
					calls.push('look');
					return await Promise.resolve(outcomeOf(seen, state));
				},
				alreadyIn: (record) => alreadyIn('instantly', record),
				now: () => time,
				stoppedAt,
			},
		);
	};
	const wait = (ms: number) => {
		time += ms;
	};
	return { attempt, calls, wait };
}

const REMEMBERED = 'This n8n enrolled the person at 1970-01-01T00:00:00.000Z.';

describe('an enrollment', () => {
	it('that the vendor shows is not done again, and both are said', async () => {
		const { attempt, calls } = setUp();
		expect((await attempt()).status).toBe('created');
		expect(await attempt({ seen: 'found', state: 'active' })).toEqual({
			status: 'unchanged',
			provider: 'instantly',
			record: { sequenceId: 's-1', id: 'e-1', status: 'active' },
			notes: ['The person is already in this sequence. Nothing was sent.', REMEMBERED],
		});
		expect(calls).toEqual(['enroll', 'look']);
	});

	it.each([
		['finished', 'skipped', 'in_sequence_before'],
		['replied', 'skipped', 'in_sequence_before'],
		['opted_out', 'suppressed', 'opted_out'],
	] as const)('that the vendor shows as %s ends as %s', async (state, status, code) => {
		const { attempt, calls } = setUp();
		await attempt();
		expect(await attempt({ seen: 'found', state })).toMatchObject({
			status,
			reason: { code },
			record: { status: state },
			notes: [REMEMBERED],
		});
		expect(calls).toEqual(['enroll', 'look']);
	});

	it('that this n8n stopped is done anew at once, and only once', async () => {
		const { attempt, calls, wait } = setUp();
		await attempt();
		wait(1000);
		const again = await attempt({ stoppedAt: 500 });
		expect(again.status).toBe('created');
		expect(again.notes).toEqual([
			'This n8n enrolled the person at 1970-01-01T00:00:00.000Z and stopped the person at 1970-01-01T00:00:00.500Z. The vendor no longer has the person in the sequence.',
		]);
		expect((await attempt({ stoppedAt: 500 })).status).toBe('unchanged');
		expect(calls).toEqual(['enroll', 'look', 'enroll', 'look']);
	});

	it('that somebody else took back is done anew, but not while an index may run behind', async () => {
		const { attempt, calls, wait } = setUp();
		await attempt();
		wait(INDEX_LAG_MS - 1);
		expect(await attempt()).toMatchObject({
			status: 'unchanged',
			record: { id: 'e-1' },
			notes: [`${REMEMBERED} The vendor does not show it yet. Nothing was sent.`],
		});
		wait(1);
		expect((await attempt()).status).toBe('created');
		expect(calls).toEqual(['enroll', 'look', 'look', 'enroll']);
	});

	it('with a campaign is done once in it, whatever became of it, and once in the next', async () => {
		const { attempt, wait } = setUp();
		await attempt({ campaign: '2026-Q4' });
		wait(INDEX_LAG_MS);
		expect(await attempt({ campaign: '2026-Q4' })).toMatchObject({
			status: 'skipped',
			reason: { code: 'enrolled_in_campaign_before' },
		});
		expect((await attempt({ campaign: '2027-Q1' })).status).toBe('created');
	});

	it('in one account says nothing of another one', async () => {
		const { attempt, calls } = setUp();
		await attempt();
		expect((await attempt({ account: 'workspace-2' })).status).toBe('created');
		expect(calls).toEqual(['enroll', 'enroll']);
	});

	it('is not done again if the vendor cannot be asked', async () => {
		const { attempt, calls } = setUp();
		await attempt();
		expect((await attempt({ seen: 'rate_limited' })).status).toBe('rate_limited');
		expect(calls).toEqual(['enroll', 'look']);
	});

	it('that the vendor had already is done as well', async () => {
		const { attempt, calls } = setUp();
		await attempt({ enrolled: 'duplicate' });
		expect((await attempt()).status).toBe('unchanged');
		expect(calls).toEqual(['enroll', 'look']);
	});

	it.each([
		'skipped',
		'rate_limited',
		'quota_exhausted',
		'forbidden',
		'invalid',
		'suppressed',
	] as const)('that was %s may be tried again', async (status) => {
		const { attempt, calls } = setUp();
		await attempt({ enrolled: status });
		expect((await attempt()).status).toBe('created');
		expect(calls).toEqual(['enroll', 'enroll']);
	});

	it.each(['upstream_error', 'pending', 'partial'] as const)(
		'that ended with %s is looked for before it is tried again',
		async (status) => {
			const { attempt, calls } = setUp();
			await attempt({ enrolled: status });
			expect((await attempt()).status).toBe('created');
			expect(calls).toEqual(['enroll', 'look', 'enroll']);
		},
	);

	it('that turns out to be done is not done again', async () => {
		const { attempt, calls } = setUp();
		await attempt({ enrolled: 'upstream_error' });
		expect((await attempt({ seen: 'found' })).status).toBe('unchanged');
		expect((await attempt({ seen: 'found' })).status).toBe('unchanged');
		expect(calls).toEqual(['enroll', 'look', 'look']);
	});

	it('is not tried if nobody can tell whether it was done', async () => {
		const { attempt, calls } = setUp();
		await attempt({ enrolled: 'upstream_error' });
		expect((await attempt({ seen: 'upstream_error' })).status).toBe('upstream_error');
		expect((await attempt({ seen: 'forbidden' })).status).toBe('forbidden');
		expect(calls).toEqual(['enroll', 'look', 'look']);
	});

	it('is in doubt after an error of ours', async () => {
		const { attempt, calls } = setUp();
		await expect(attempt({ enrolled: new TypeError('x') })).rejects.toThrow(TypeError);
		await attempt({ seen: 'found' });
		expect(calls).toEqual(['enroll', 'look']);
	});

	it('is not tried by two at once', async () => {
		const { attempt, calls } = setUp();
		const [first, second] = await Promise.all([attempt(), attempt()]);
		expect([first.status, second.status]).toEqual(['created', 'pending']);
		expect(second.reason?.code).toBe('enrollment_under_way');
		expect(calls).toEqual(['enroll']);
	});
});

describe('work that takes longer than a lease', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: 0 });
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	/** An execution of its own, whose vendor answers when it is told to. */
	function executionOf(ledger: ReturnType<typeof createMemoryLedger>) {
		const answer = {
			look: Promise.withResolvers<Outcome<Enrollment>>(),
			enroll: Promise.withResolvers<Outcome<Enrollment>>(),
		};
		const calls: string[] = [];
		const step = (name: 'enroll' | 'look') => async () => {
			calls.push(name);
			return await answer[name].promise;
		};
		const ended = enrollOnce(ledger.enrollments, IDENTITY, {
			enroll: step('enroll'),
			look: step('look'),
			alreadyIn: (record) => alreadyIn('instantly', record),
			now: Date.now,
		});
		return { answer, calls, ended };
	}

	it('at the enrollment is not begun by another execution', async () => {
		const ledger = createMemoryLedger(Date.now);
		const first = executionOf(ledger);
		await jest.advanceTimersByTimeAsync(10 * LEASE_MS);
		const second = executionOf(ledger);
		expect((await second.ended).reason?.code).toBe('enrollment_under_way');
		first.answer.enroll.resolve(outcomeOf('created'));
		expect((await first.ended).status).toBe('created');
		expect(second.calls).toEqual([]);
	});

	it('at the look after a doubtful end is not begun by another execution', async () => {
		const ledger = createMemoryLedger(Date.now);
		const doubtful = executionOf(ledger);
		doubtful.answer.enroll.resolve(outcomeOf('upstream_error'));
		await doubtful.ended;
		const first = executionOf(ledger);
		await jest.advanceTimersByTimeAsync(10 * LEASE_MS);
		const second = executionOf(ledger);
		await jest.advanceTimersByTimeAsync(1);
		expect(second.calls).toEqual([]);
		first.answer.look.resolve(outcomeOf('found', 'active'));
		expect((await first.ended).status).toBe('unchanged');
		expect((await second.ended).reason?.code).toBe('enrollment_under_way');
	});
});
