import { buildWorld } from '../../../../sandbox/world/build-world.ts';
import { numericId, seenBy, sliceOf, uuidOf } from '../../../../sandbox/world/slice.ts';
import { toDomain } from '../../../../src/base/identity/domain';
import { toEmail } from '../../../../src/base/identity/email';

const world = buildWorld();
const { lookup, examples } = world;

const distinct = (values: Iterable<string>) => new Set(values).size;

describe('the world of the sandbox', () => {
	test('is large enough to look real', () => {
		expect(world.accounts.length).toBeGreaterThanOrEqual(2_000);
		expect(world.people.length).toBeGreaterThanOrEqual(10_000);
		for (const rows of [
			world.deals,
			world.activities,
			world.enrollments,
			world.usage,
			world.signals,
		]) {
			expect(rows.length).toBeGreaterThan(1_000);
		}
	});

	test('is the same for a seed and another for another', () => {
		const first = buildWorld({ seed: 5, asOf: 1_800_000_000_000 });
		const second = buildWorld({ seed: 5, asOf: 1_800_000_000_001 });
		expect(first.people.map(({ email }) => email)).toEqual(second.people.map(({ email }) => email));
		expect(world.accounts[5]).not.toEqual(first.accounts[5]);
	});

	test('has addresses and domains that exist once and belong to nobody', () => {
		expect(distinct(world.people.map(({ email }) => email))).toBe(world.people.length);
		expect(distinct(world.accounts.map(({ domain }) => domain))).toBe(world.accounts.length);
		const foreign = world.accounts.filter(
			({ domain }) =>
				!domain.endsWith('.example') || toDomain(`https://www.${domain}/x`) !== domain,
		);
		const unusual = world.people.filter(
			({ email, personalEmail }) =>
				toEmail(email) !== email || toEmail(personalEmail) !== personalEmail,
		);
		expect([...foreign, ...unusual]).toEqual([]);
	});

	test('hangs together', () => {
		const accountOf = new Map(
			[...world.deals, ...world.people].map(({ key, accountKey }) => [key, accountKey]),
		);
		const strangers = world.people.filter(
			({ accountKey, email }) => !email.endsWith(`@${lookup.account.get(accountKey)?.domain}`),
		);
		const astray = world.deals.filter(({ accountKey, personKeys, ownerKey }) => {
			const ofAccount = personKeys.every((key) => accountOf.get(key) === accountKey);
			return !ofAccount || !lookup.user.has(ownerKey);
		});
		const lost = world.activities.filter(
			({ dealKey = '', accountKey }) => accountOf.get(dealKey) !== accountKey,
		);
		expect([...strangers, ...astray, ...lost]).toEqual([]);
	});

	test('leads every deal through its stages in order', () => {
		const wrong = world.deals.filter(({ history, stage }) => {
			const times = history.map(({ at }) => at);
			return history.at(-1)?.stage !== stage || times.toSorted().join() !== times.join();
		});
		expect(wrong).toEqual([]);
	});

	test('has nothing in the future but what is expected then', () => {
		const past = [
			...world.activities.map(({ at }) => at),
			...world.usage.map(({ at }) => at),
			...world.enrollments.flatMap(({ engagement }) => engagement.map(({ at }) => at)),
		];
		expect(past.filter((at) => Date.parse(at) > world.asOf)).toEqual([]);
	});

	test('has an example of each kind of trouble, seen by every vendor', () => {
		expect(examples.person).toMatchObject({ emailVerdict: 'valid', optedOut: false });
		expect(examples.colleague.accountKey).toBe(examples.account.key);
		expect(lookup.account.get(examples.catchAll.accountKey)?.catchAll).toBe(true);
		expect(examples.optedOut.optedOut).toBe(true);
		expect(lookup.suppressed.get(examples.optedOut.email)?.reason).toBe('unsubscribed');
		expect(examples.claimedRemoval.claimedRemoval).toBe(true);
		expect(lookup.personByEmail.get(examples.jobChanged.jobChange?.email ?? '')).toBe(
			examples.jobChanged,
		);
		expect(world.duplicates[0]?.personKey).toBe(examples.duplicated.key);
		expect(world.enrollments.some(({ personKey }) => personKey === examples.enrolled.key)).toBe(
			true,
		);
		expect(lookup.personByEmail.has(examples.unknownEmail)).toBe(false);
		const { newcomer, ...seenByAll } = examples;
		for (const { key } of Object.values(seenByAll).filter((each) => typeof each !== 'string')) {
			expect(seenBy('any vendor', key, 0)).toBe(true);
		}
		expect(seenBy('pdl', newcomer.key, 0.5)).toBe(true);
		expect(seenBy('hubspot', newcomer.key, 0.9)).toBe(false);
	});
});

describe('a vendor’s slice', () => {
	test('is about its share, its own, and always the same', () => {
		const slice = sliceOf('hubspot', world.people, 0.4);
		expect(slice.length / world.people.length).toBeCloseTo(0.4, 1);
		expect(sliceOf('hubspot', world.people, 0.4)).toEqual(slice);
		expect(sliceOf('attio', world.people, 0.4)).not.toEqual(slice);
	});

	test('has ids of the vendor’s own', () => {
		const ids = world.people.map(({ key }) => numericId(500, key));
		expect(distinct(ids)).toBe(ids.length);
		expect(uuidOf('attio', 'person-1')).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
		expect(uuidOf('attio', 'person-1')).not.toBe(uuidOf('zoominfo', 'person-1'));
	});
});
