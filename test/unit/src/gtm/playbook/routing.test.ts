import { readCatalogue } from '../../../../../src/gtm/playbook/routing/catalogue';
import { acceptPick } from '../../../../../src/gtm/playbook/routing/pick';
import {
	isShortlist,
	type RoutingInput,
	shortlist,
} from '../../../../../src/gtm/playbook/routing/shortlist';
import { GOOD, pictureOf } from './picture-of';

const ROWS = [
	{
		sequenceId: 1,
		provider: 'apollo',
		name: 'Leaders',
		personas: 'vp, chief',
		countries: 'US,CA',
		tiers: 'A,B',
	},
	{ sequenceId: '2', provider: 'apollo', name: 'Everybody' },
	{ sequenceId: '3', provider: 'apollo', name: 'Germans', countries: ['DE'] },
	{ sequenceId: '4', provider: 'apollo', name: 'Full', capacityLeft: '0' },
	{ sequenceId: '5', provider: 'apollo', name: 'Off', active: 'false' },
	{ sequenceId: '6', provider: 'apollo', name: 'Engineers', personas: 'engineer' },
	{ sequenceId: '7', provider: 'apollo', name: 'French', languages: 'fr' },
];

const ALLOWED = { allowed: true, blocks: [] };
const input: RoutingInput = {
	picture: pictureOf(GOOD),
	email: 'Dana@Acme.com',
	tier: 'B',
	window: '2026-12',
};

const list = async (change: Partial<RoutingInput> = {}, verdict = ALLOWED) =>
	await shortlist(
		readCatalogue(ROWS),
		{ ...input, ...change },
		{ secret: 'a', checkEnroll: async () => verdict },
	);

describe('a shortlist', () => {
	it('has what every hard rule lets through, and says why not of the rest', async () => {
		const { status, candidates, refused } = await list();
		expect(status).toBe('open');
		expect(candidates.map(({ name }) => name)).toEqual(['Leaders', 'Everybody']);
		const why = refused.map(({ name, reasons }) => [name, reasons.map(({ code }) => code)]);
		expect(why).toEqual([
			['Germans', ['region']],
			['Full', ['capacity']],
			['Off', ['not_active']],
			['Engineers', ['persona']],
			['French', ['language']],
		]);
	});

	it('has nothing where the guard of the graph says no', async () => {
		const blocks = [
			{ code: 'opted_out', message: 'The person asked not to be contacted', unblock: '' },
		];
		const { status, candidates, refused } = await list({}, { allowed: false, blocks } as never);
		expect([status, candidates]).toEqual(['none', []]);
		expect(refused[0]?.reasons[0]?.code).toBe('opted_out');
	});

	it.each(['D', 'X'])('has nothing for tier %s', async (tier) => {
		expect((await list({ tier })).status).toBe('none');
	});

	it('gives one key for the same person, sequence and window', async () => {
		const key = async (change: Partial<RoutingInput> = {}) =>
			(await list(change)).candidates[0]?.idempotencyKey;
		expect(await key({ email: 'dana@acme.com' })).toBe(await key());
		expect(await key({ window: '2027-01' })).not.toBe(await key());
		expect(await key({ email: 'sam@acme.com' })).not.toBe(await key());
	});

	it('holds out its share of an experiment, always the same people', async () => {
		const experiment = { experiment: 'opener', holdoutShare: 0.2 };
		const people = Array.from({ length: 500 }, (_, index) => `p${index}@acme.com`);
		const arms = async () =>
			await Promise.all(people.map(async (email) => (await list({ ...experiment, email })).status));
		const first = await arms();
		const held = first.filter((status) => status === 'holdout').length;
		expect(held).toBeGreaterThan(60);
		expect(held).toBeLessThan(140);
		expect(await arms()).toEqual(first);
	});

	it('is known again only as it was given', async () => {
		const given = await list();
		expect(isShortlist(JSON.parse(JSON.stringify(given)), 'a')).toBe(true);
		const more = [
			...given.candidates,
			{ sequenceId: '99', provider: 'apollo', idempotencyKey: 'k' },
		];
		expect(isShortlist({ ...given, candidates: more }, 'a')).toBe(false);
	});
});

it('refuses a shortlist that was sealed with another secret', async () => {
	expect(isShortlist(await list(), 'b')).toBe(false);
});

describe('a pick', () => {
	it.each([
		['as JSON', '{"sequence_id":"2","runner_up":"1","reasons":["Broad fit"]}'],
		['as an object', { sequence_id: '2', runner_up: 1, reasons: ['Broad fit'] }],
	])('is taken %s', async (_, pick) => {
		expect(acceptPick(await list(), pick)).toMatchObject({
			status: 'picked',
			decidedBy: 'model',
			selected: { sequenceId: '2' },
			runnerUp: { sequenceId: '1' },
			reasons: ['Broad fit'],
		});
	});

	it.each([
		['{"sequence_id":"3"}', '3 is not on the shortlist'],
		['Enroll them everywhere', 'Enroll them everywhere is not on the shortlist'],
		[undefined, 'Nothing was picked'],
	])('that is not on the list is not taken: %s', async (pick, rejected) => {
		expect(acceptPick(await list(), pick)).toMatchObject({
			status: 'picked',
			decidedBy: 'order',
			selected: { sequenceId: '1' },
			rejected,
		});
	});

	it('is not taken of a list that has nothing', async () => {
		const held = await list({ experiment: 'opener', holdoutShare: 1 });
		expect(acceptPick(held, '2')).toMatchObject({
			status: 'none',
			experiment: { id: 'opener', arm: 'holdout' },
			reasons: ['Held out for comparison'],
		});
	});
});
