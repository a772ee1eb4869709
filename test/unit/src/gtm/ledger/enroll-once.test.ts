import { enrollOnce } from '../../../../../src/gtm/ledger/enroll-once';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';
import type { Enrollment } from '../../../../../src/gtm/model/enrollment';
import type { Outcome, OutcomeStatus } from '../../../../../src/gtm/model/outcome';

const IDENTITY = {
	provider: 'instantly',
	sequenceId: 's-1',
	email: 'dana@acme.com',
};

function outcomeOf(status: OutcomeStatus): Outcome<Enrollment> {
	const record = { id: 'e-1', sequenceId: 's-1', email: 'dana@acme.com' };
	return status === 'created' || status === 'found'
		? { status, provider: 'instantly', record }
		: { status, provider: 'instantly', reason: { code: status, message: status } };
}

function setUp() {
	const { enrollments } = createMemoryLedger(() => 0);
	const calls: string[] = [];
	const attempt = async (enrolled: OutcomeStatus | Error, seen: OutcomeStatus = 'not_found') =>
		await enrollOnce(enrollments, IDENTITY, {
			async enroll() {
				calls.push('enroll');
				if (enrolled instanceof Error) throw enrolled;
				return outcomeOf(enrolled);
			},
			async look() {
				calls.push('look');
				return outcomeOf(seen);
			},
		});
	return { attempt, calls };
}

describe('an enrollment', () => {
	it('is done once, and the second time told without the vendor and without the address', async () => {
		const { attempt, calls } = setUp();
		expect((await attempt('created')).status).toBe('created');
		expect(await attempt('created')).toEqual({
			status: 'unchanged',
			provider: 'instantly',
			record: { sequenceId: 's-1', id: 'e-1' },
			notes: ['Enrolled before, at 1970-01-01T00:00:00.000Z: nothing was sent'],
		});
		expect(calls).toEqual(['enroll']);
	});

	it('that the vendor had already is done as well', async () => {
		const { attempt, calls } = setUp();
		await attempt('duplicate');
		expect((await attempt('created')).status).toBe('unchanged');
		expect(calls).toEqual(['enroll']);
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
		await attempt(status);
		expect((await attempt('created')).status).toBe('created');
		expect(calls).toEqual(['enroll', 'enroll']);
	});

	it.each(['upstream_error', 'pending', 'partial'] as const)(
		'that ended with %s is looked for before it is tried again',
		async (status) => {
			const { attempt, calls } = setUp();
			await attempt(status);
			expect((await attempt('created', 'not_found')).status).toBe('created');
			expect(calls).toEqual(['enroll', 'look', 'enroll']);
		},
	);

	it('that turns out to be done is not done again', async () => {
		const { attempt, calls } = setUp();
		await attempt('upstream_error');
		expect((await attempt('created', 'found')).status).toBe('unchanged');
		expect((await attempt('created')).status).toBe('unchanged');
		expect(calls).toEqual(['enroll', 'look']);
	});

	it('is not tried if nobody can tell whether it was done', async () => {
		const { attempt, calls } = setUp();
		await attempt('upstream_error');
		expect((await attempt('created', 'upstream_error')).status).toBe('upstream_error');
		expect((await attempt('created', 'forbidden')).status).toBe('forbidden');
		expect(calls).toEqual(['enroll', 'look', 'look']);
	});

	it('is in doubt after an error of ours', async () => {
		const { attempt, calls } = setUp();
		await expect(attempt(new TypeError('x'))).rejects.toThrow(TypeError);
		await attempt('created', 'found');
		expect(calls).toEqual(['enroll', 'look']);
	});

	it('is not tried by two at once', async () => {
		const { attempt, calls } = setUp();
		const [first, second] = await Promise.all([attempt('created'), attempt('created')]);
		expect([first.status, second.status]).toEqual(['created', 'pending']);
		expect(second.reason?.code).toBe('enrollment_under_way');
		expect(calls).toEqual(['enroll']);
	});
});
