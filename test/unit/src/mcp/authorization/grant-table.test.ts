import { openDatabase, type StorePlace } from '../../../../../src/base/database/open-store';
import {
	createGrantTable,
	SIGN_INS,
	type SignInSchema,
} from '../../../../../src/mcp/authorization/grant-table';
import {
	createGrantMemory,
	type Grant,
	type GrantStore,
} from '../../../../../src/mcp/authorization/grants';
import {
	openWhenNeeded,
	rememberGrants,
} from '../../../../../src/mcp/authorization/remembered-grants';
import { describeOnEveryBackend } from '../../base/database/on-every-backend';

const NOW = Date.parse('2026-11-30T08:00:00Z');
const grant: Grant = {
	id: 'g1',
	resource: 'https://mcp.example.com/gtm',
	keyDigest: 'digest',
	clientId: 'client',
	clientName: 'Claude',
	scopes: ['leads:read', 'mail:send'],
	generation: 0,
	createdAt: NOW,
	expiresAt: NOW + 60_000,
};

/** What every store of grants does. */
function behaves(open: () => Promise<GrantStore>): void {
	let grants: GrantStore;
	beforeEach(async () => {
		grants = await open();
		await grants.add(grant);
	});

	it('gives back what was added, until it is over', async () => {
		expect(await grants.find('g1', NOW + 59_999)).toEqual(grant);
		expect(await grants.find('g1', NOW + 60_000)).toBeUndefined();
		expect(await grants.find('g2', NOW)).toBeUndefined();
	});

	it('keeps one without scopes as one without scopes', async () => {
		await grants.add({ ...grant, id: 'g2', scopes: [] });
		expect(await grants.find('g2', NOW)).toMatchObject({ scopes: [] });
	});

	it('advances a grant once from each generation, whoever asks at the same moment', async () => {
		const results = await Promise.all(
			[1, 2, 3, 4].map(async () => await grants.advance('g1', 0, NOW + 120_000)),
		);
		expect(results.filter(Boolean)).toHaveLength(1);
		expect(await grants.find('g1', NOW)).toEqual({
			...grant,
			generation: 1,
			expiresAt: NOW + 120_000,
		});
		expect(await grants.advance('nobody', 0, NOW)).toBe(false);
	});

	it('knows nothing of what was removed', async () => {
		await grants.remove('g1');
		expect(await grants.find('g1', NOW)).toBeUndefined();
		expect(await grants.advance('g1', 0, NOW + 60_000)).toBe(false);
	});
}

describe('grants in memory', () => behaves(async () => createGrantMemory()));

describeOnEveryBackend('grants', ({ place }) => {
	const opened: Array<{ close: () => Promise<void> }> = [];
	afterEach(async () => {
		for (const database of opened.splice(0)) await database.close();
	});
	const table = async (where: StorePlace) => {
		const database = await openDatabase<SignInSchema>(where, SIGN_INS);
		opened.push(database);
		return { grants: createGrantTable(database), database };
	};

	describe('in a table', () => behaves(async () => (await table(place())).grants));

	it('are there after a restart', async () => {
		const where = place();
		const { grants, database } = await table(where);
		await grants.add(grant);
		await database.close();
		opened.length = 0;
		expect(await (await table(where)).grants.find('g1', NOW)).toEqual(grant);
	});

	it('that are over go when the next one comes', async () => {
		const { grants, database } = await table(place());
		await grants.add(grant);
		await grants.add({ ...grant, id: 'g2', createdAt: NOW + 60_000, expiresAt: NOW + 120_000 });
		const rows = await database.read(
			async (tables) => await tables.selectFrom('sign_in').select('id').execute(),
		);
		expect(rows).toEqual([{ id: 'g2' }]);
	});
});

describe('grants that are remembered', () => {
	let now = NOW;
	let asked: number;
	let store: GrantStore;
	let grants: GrantStore;
	beforeEach(async () => {
		[now, asked] = [NOW, 0];
		store = createGrantMemory();
		const { find } = store;
		const counted = {
			...store,
			find: async (id: string, at: number) => (asked++, await find(id, at)),
		};
		grants = rememberGrants(counted, () => now);
		await grants.add(grant);
	});

	it('are asked for once in half a second', async () => {
		for (let turn = 0; turn < 100; turn += 1) await grants.find('g1', now);
		expect(asked).toBe(1);
		now += 500;
		await grants.find('g1', now);
		expect(asked).toBe(2);
	});

	it('end at once when they end here, and within the half second when they end elsewhere', async () => {
		await grants.find('g1', now);
		await store.remove('g1');
		now += 500;
		expect(await grants.find('g1', now)).toBeUndefined();
		await grants.add(grant);
		await grants.find('g1', now);
		await grants.remove('g1');
		expect(await grants.find('g1', now)).toBeUndefined();
	});

	it('are new after they were advanced', async () => {
		await grants.find('g1', now);
		await grants.advance('g1', 0, NOW + 90_000);
		expect(await grants.find('g1', now)).toMatchObject({ generation: 1 });
	});
});

describe('a store that is opened when it is needed', () => {
	it('is opened once, and again after it could not be', async () => {
		let tries = 0;
		const store = openWhenNeeded(async () => {
			tries += 1;
			if (tries === 1) throw new Error('the disk is full');
			return createGrantMemory();
		});
		await expect(store.find('g1', NOW)).rejects.toThrow('the disk is full');
		await store.add(grant);
		expect(await store.find('g1', NOW)).toEqual(grant);
		expect(tries).toBe(2);
	});
});
