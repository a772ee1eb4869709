import { openStore } from '../../../../../src/base/database/open-store';
import { findUndecided } from '../../../../../src/gtm/playbook/backstop/undecided';
import { approvalFor } from '../../../../../src/gtm/playbook/guard/approval';
import { beginGuarded, type GuardRequest } from '../../../../../src/gtm/playbook/guard/guard';
import { RUN_LEASE_MS, type Runs } from '../../../../../src/gtm/playbook/guard/runs';
import { openStoreRuns } from '../../../../../src/gtm/playbook/guard/store-runs';
import { describeOnEveryBackend } from '../../base/database/on-every-backend';
import { NOW } from './picture-of';

const HOUR_MS = 3_600_000;

const request: GuardRequest = {
	play: 'route',
	subject: 'dana@acme.com',
	key: 'team',
	mode: 'live',
	rules: { coolDownHours: 24 },
	approval: [],
	leaseMs: RUN_LEASE_MS,
};

describeOnEveryBackend('the guard', ({ place }) => {
	let now: number;
	let runs: Runs;
	let close: () => Promise<void>;

	beforeEach(async () => {
		now = NOW;
		const store = await openStore(place());
		close = store.close;
		runs = await openStoreRuns(store, () => now);
	});
	afterEach(async () => await close());

	const begin = async (change: Partial<GuardRequest> = {}) =>
		await beginGuarded({ ...request, ...change }, { runs });
	const codes = async (change: Partial<GuardRequest> = {}) =>
		(await begin(change)).blocks.map(({ code }) => code);
	const runThrough = async (change: Partial<GuardRequest> = {}, credits = 0) => {
		const { runId = '' } = await begin(change);
		expect(await runs.end(runId, { verdict: 'enrolled', credits })).toBe(true);
	};

	it('lets a run begin, and not twice at once', async () => {
		const both = await Promise.all([begin(), begin()]);
		expect(both.map(({ go }) => go).toSorted()).toEqual(['live', 'stop']);
		expect(both.flatMap(({ blocks }) => blocks.map(({ code }) => code))).toEqual([
			'run_in_progress',
		]);
	});

	it('does not run again for the same one before the cool-down is over', async () => {
		await runThrough();
		expect(await begin({ subject: ' Dana@ACME.com ' })).toMatchObject({
			go: 'stop',
			blocks: [{ code: 'cool_down', until: new Date(NOW + 24 * HOUR_MS).toISOString() }],
		});
		now += 24 * HOUR_MS;
		expect((await begin()).go).toBe('live');
	});

	it('goes on with a run that was killed half-way, which then ends once', async () => {
		const first = await begin();
		now += RUN_LEASE_MS;
		const second = await begin();
		expect(second).toMatchObject({ go: 'live', resumed: true, runId: first.runId });
		expect(await runs.end(second.runId ?? '', { verdict: 'enrolled' })).toBe(true);
		expect(await runs.end(first.runId ?? '', { verdict: 'enrolled' })).toBe(false);
	});

	it('holds the caps per person, per day, per month, and of credits', async () => {
		const subjects = ['a@x.com', 'b@x.com'];
		for (const subject of subjects) await runThrough({ subject }, 3);
		const other = { subject: 'c@x.com' };
		expect(await codes({ ...other, rules: { coolDownHours: 0, perDay: 2 } })).toEqual([
			'cap_reached',
		]);
		expect(await codes({ ...other, rules: { coolDownHours: 0, creditsPerMonth: 6 } })).toEqual([
			'cap_reached',
		]);
		const again = { subject: 'a@x.com', rules: { coolDownHours: 0, perSubjectMonth: 1 } };
		expect(await codes(again)).toEqual(['cap_reached']);
		expect(
			await codes({ ...other, key: 'others', rules: { coolDownHours: 0, perDay: 2 } }),
		).toEqual([]);
	});

	it('breaks no cap by a race', async () => {
		const people = Array.from({ length: 10 }, (_, index) => `p${index}@x.com`);
		const rules = { coolDownHours: 0, perDay: 3 };
		const all = await Promise.all(people.map(async (subject) => await begin({ subject, rules })));
		expect(all.filter(({ go }) => go === 'live')).toHaveLength(3);
	});

	it('counts a dry run against no cap, and it stands in nobody’s way', async () => {
		await runThrough({ mode: 'dry_run' });
		expect((await begin({ rules: { coolDownHours: 24, perDay: 1 } })).go).toBe('live');
	});

	it.each(['route', '*'])('stops at once by the kill switch for %s', async (play) => {
		await runs.stop(play, 'Complaints');
		expect(await begin()).toMatchObject({
			go: 'stop',
			blocks: [{ code: 'kill_switch', message: 'route is stopped: Complaints' }],
		});
		expect(await runs.goOn(play)).toBe(true);
		expect((await begin()).go).toBe('live');
	});

	it('begins nothing where the action is not allowed', async () => {
		const blocks = [{ code: 'opted_out', message: 'no', unblock: '' }];
		const verdict = await beginGuarded(request, {
			runs,
			checkAction: async () => ({ allowed: false, blocks }),
		});
		expect(verdict).toMatchObject({ go: 'stop', blocks });
		expect(verdict.runId).toBeUndefined();
	});

	it('asks a person where the policy says so, and goes on with who approved', async () => {
		const approval = [{ tier: 'A', share: 1 }];
		expect(await begin({ approval, tier: 'A' })).toMatchObject({ go: 'ask' });
		expect(await begin({ approval, tier: 'A', approvedBy: 'Maria' })).toMatchObject({ go: 'live' });
		expect(await begin({ approval, tier: 'B', subject: 'b@x.com' })).toMatchObject({ go: 'live' });
	});

	it('finds the inputs that never came to an end, the oldest first, and no old ones', async () => {
		await runThrough({ subject: 'done@x.com' });
		await begin({ subject: 'killed@x.com' });
		now += 2 * HOUR_MS;
		const inputs = [
			{ subject: 'Done@x.com', at: NOW - HOUR_MS },
			{ subject: 'killed@x.com', at: NOW - 2 * HOUR_MS },
			{ subject: 'dropped@x.com', at: NOW - 3 * HOUR_MS },
			{ subject: 'dropped@x.com', at: NOW - 4 * HOUR_MS },
			{ subject: 'older@x.com', at: NOW - 30 * HOUR_MS },
			{ subject: 'third@x.com', at: NOW },
		];
		const rules = { play: 'route', hours: 26, batch: 2 };
		const sweep = await findUndecided(inputs, rules, { runs, now });
		expect(sweep.undecided.map(({ subject }) => subject)).toEqual([
			'dropped@x.com',
			'killed@x.com',
		]);
		expect(sweep).toMatchObject({ left: 1, decided: 1, tooOld: 1 });
	});

	it('takes an input after a decision for a new one', async () => {
		await runThrough({ subject: 'dana@acme.com' });
		now += HOUR_MS;
		const rules = { play: 'route', hours: 26, batch: 5 };
		const sweep = await findUndecided([{ subject: 'dana@acme.com', at: now }], rules, {
			runs,
			now,
		});
		expect(sweep.undecided).toHaveLength(1);
	});
});

describe('the sample of an approval', () => {
	const rules = [
		{ tier: 'A', share: 1 },
		{ tier: '*', share: 0.1 },
	];

	it('is about its share, and the same for whoever runs again', () => {
		const drawn = () =>
			Array.from({ length: 1000 }, (_, index) =>
				approvalFor(rules, { play: 'route', subject: `p${index}@x.com`, tier: 'C' }),
			).map(({ needed }) => needed);
		const first = drawn();
		const count = first.filter(Boolean).length;
		expect(count).toBeGreaterThan(60);
		expect(count).toBeLessThan(140);
		expect(drawn()).toEqual(first);
	});
});
