import { setImmediate as turn } from 'node:timers/promises';

import { serialised } from '../../../../../src/gtm/crm/serialised';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';

const aClient = (): VendorClient => ({
	provider: 'memory',
	now: Date.now,
	accountKey: async () => await Promise.resolve('account'),
	send: () => Promise.reject(new Error()),
});

/** Acts that say when they begin and end. */
function actor() {
	const seen: string[] = [];
	const act = (name: string) => async () => {
		seen.push(`${name} begins`);
		await turn();
		seen.push(`${name} ends`);
		return name;
	};
	return { seen, act };
}

describe('acts on the same record', () => {
	it('run one after the other, in the order they came', async () => {
		const { seen, act } = actor();
		const client = aClient();
		const names = ['a', 'b', 'c'];
		const results = names.map((name) => serialised(client, 'key', act(name)));
		expect(await Promise.all(results)).toEqual(names);
		expect(seen).toEqual(names.flatMap((name) => [`${name} begins`, `${name} ends`]));
	});

	it('go on after one that failed, which hears of it', async () => {
		const client = aClient();
		const failed = serialised(client, 'key', () => Promise.reject(new Error('no')));
		const next = serialised(client, 'key', () => Promise.resolve('yes'));
		await expect(failed).rejects.toThrow('no');
		expect(await next).toBe('yes');
	});

	it('that come after all are done do not wait', async () => {
		const client = aClient();
		await serialised(client, 'key', () => Promise.resolve(1));
		expect(await serialised(client, 'key', () => Promise.resolve(2))).toBe(2);
	});
});

describe('acts on different records, or of different clients,', () => {
	it('run side by side', async () => {
		const { seen, act } = actor();
		const client = aClient();
		await Promise.all([
			serialised(client, 'one', act('a')),
			serialised(client, 'two', act('b')),
			serialised(aClient(), 'one', act('c')),
		]);
		expect(seen.slice(0, 3)).toEqual(['a begins', 'b begins', 'c begins']);
	});
});
