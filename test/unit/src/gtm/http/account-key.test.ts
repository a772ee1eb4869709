import { accountKeyOf } from '../../../../../src/gtm/http/account-key';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';
import type { VendorRequest } from '../../../../../src/gtm/http/vendor-request';
import type { Refusal, VendorProfile } from '../../../../../src/gtm/http/vendor-profile';

const profile: VendorProfile = {
	id: 'acme',
	name: 'Acme',
	idsUniqueIn: 'everywhere',
	limits: [],
	account: { path: '/me', idAt: ['data', 'company_id'] },
	explain: () => ({ status: 'upstream_error', code: 'x', message: 'x' }),
};
const settings = (credentialKey: string, host = 'https://api.acme.com') => ({
	hosts: { api: host },
	credentialKey,
});
const naming = (id: unknown) => async () =>
	await Promise.resolve({ status: 200, headers: {}, body: { data: { company_id: id } } });
const refusing = (status: Refusal['status']) => async () =>
	await Promise.reject(
		new VendorError('acme', { status, code: status, message: status }, { attempts: 1 }),
	);

describe('whose account a credential is for', () => {
	it('is told by the vendor: the same for two credentials of one, and not for two accounts', async () => {
		const sent: VendorRequest[] = [];
		const first = await accountKeyOf(profile, settings('one'), async (request) => {
			sent.push(request);
			return await naming(7)();
		});
		expect(sent).toEqual([{ method: 'GET', effect: 'read', path: '/me' }]);
		expect(await accountKeyOf(profile, settings('two'), naming('7'))).toBe(first);
		expect(await accountKeyOf(profile, settings('one'), naming(8))).not.toBe(first);
		expect(first).not.toContain('7'.repeat(2));
	});

	it.each(['forbidden', 'not_found', 'invalid'] as const)(
		'is the credential where the vendor says %s',
		async (status) => {
			expect(await accountKeyOf(profile, settings('one'), refusing(status))).toBe('one');
		},
	);

	it('is the credential where the answer or the vendor names none', async () => {
		expect(await accountKeyOf(profile, settings('one'), naming(undefined))).toBe('one');
		const { account: _, ...nameless } = profile;
		expect(await accountKeyOf(nameless, settings('one'), refusing('forbidden'))).toBe('one');
	});

	it.each(['upstream_error', 'rate_limited', 'quota_exhausted'] as const)(
		'is not guessed where the vendor says %s',
		async (status) => {
			await expect(accountKeyOf(profile, settings('one'), refusing(status))).rejects.toThrow(
				status,
			);
		},
	);

	it('is the host where every account has its own', async () => {
		const of = async (host: string, credential: string) =>
			await accountKeyOf({ ...profile, account: 'host' }, settings(credential, host), naming(1));
		const acme = 'https://acme.my.salesforce.com';
		expect(await of(acme, 'one')).toBe(await of(acme, 'two'));
		expect(await of('https://rival.my.salesforce.com', 'one')).not.toBe(await of(acme, 'one'));
	});
});
