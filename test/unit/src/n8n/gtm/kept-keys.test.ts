import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { keepsKeys } from '../../../../../src/n8n/gtm/kept-keys';

function contextWith(credential: ICredentialDataDecryptedObject | Error) {
	let reads = 0;
	const context = {
		getCredentials: async <T>(_type: string) => {
			reads += 1;
			if (credential instanceof Error) throw credential;
			return await Promise.resolve({ ...credential, read: reads } as T);
		},
	};
	return { context, reads: () => reads };
}

describe('a context that keeps keys', () => {
	afterEach(() => jest.useRealTimers());

	it('reads a key once for all requests of a moment, also for those at the same time', async () => {
		const { context, reads } = contextWith({ apiKey: 'k' });
		const own = keepsKeys(context);
		await Promise.all([own.getCredentials('a'), own.getCredentials('a')]);
		expect(await own.getCredentials('a')).toEqual({ apiKey: 'k', read: 1 });
		expect(reads()).toBe(1);
		await own.getCredentials('b');
		expect(reads()).toBe(2);
	});

	it('reads it again after a second, however often it was used', async () => {
		jest.useFakeTimers();
		const { context, reads } = contextWith({ apiKey: 'k' });
		const own = keepsKeys(context);
		await own.getCredentials('a');
		await jest.advanceTimersByTimeAsync(999);
		await own.getCredentials('a');
		expect(reads()).toBe(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(jest.getTimerCount()).toBe(0);
		await own.getCredentials('a');
		expect(reads()).toBe(2);
	});

	it('reads it again at once when it was refused', async () => {
		const { context, reads } = contextWith({ apiKey: 'k' });
		const own = keepsKeys(context);
		await own.getCredentials('a');
		own.forgetKey('a');
		await own.getCredentials('a');
		expect(reads()).toBe(2);
	});

	it.each(['oauthTokenData', 'sessionToken'])(
		'reads one with %s each time, for a request may have renewed it',
		async (member) => {
			const { context, reads } = contextWith({ [member]: 'token' });
			const own = keepsKeys(context);
			await own.getCredentials('a');
			expect(await own.getCredentials('a')).toMatchObject({ read: 2 });
			expect(reads()).toBe(2);
		},
	);

	it('gives each reader a copy: what n8n adds for one request is not in the next', async () => {
		const { context } = contextWith({ apiKey: 'k' });
		const own = keepsKeys(context);
		const first = await own.getCredentials<Record<string, unknown>>('a');
		first.added = true;
		expect(await own.getCredentials('a')).not.toHaveProperty('added');
	});

	it('makes something of a key once for as long as it is kept', async () => {
		jest.useFakeTimers();
		const { context } = contextWith({ apiKey: 'k' });
		const own = keepsKeys(context);
		let makings = 0;
		const make = async () => {
			makings += 1;
			return await own.getCredentials<{ read: number }>('a');
		};
		const made = await Promise.all([own.ofKey('a', make), own.ofKey('a', make)]);
		expect(made.map(({ read }) => read)).toEqual([1, 1]);
		expect(makings).toBe(1);
		own.forgetKey('a');
		expect(await own.ofKey('a', make)).toMatchObject({ read: 2 });
		await jest.advanceTimersByTimeAsync(1_000);
		expect(await own.ofKey('a', make)).toMatchObject({ read: 3 });
		expect(makings).toBe(3);
	});

	it('makes it anew of what a request may have renewed', async () => {
		const { context } = contextWith({ oauthTokenData: 'token' });
		const own = keepsKeys(context);
		const make = async () => await own.getCredentials<{ read: number }>('a');
		await own.ofKey('a', make);
		expect(await own.ofKey('a', make)).toMatchObject({ read: 2 });
	});

	it('passes a failure on, and tries again when it is asked again', async () => {
		const { context, reads } = contextWith(new Error('the database is away'));
		const own = keepsKeys(context);
		await expect(own.getCredentials('a')).rejects.toThrow('the database is away');
		await expect(own.getCredentials('a')).rejects.toThrow('the database is away');
		expect(reads()).toBe(2);
	});
});
