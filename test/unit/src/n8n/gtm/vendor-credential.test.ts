import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import type { Vendor } from '../../../../../src/gtm/vendors/vendor';
import { readVendorCredential } from '../../../../../src/n8n/gtm/vendor-credential';

const VENDOR = {
	hosts: ({ region }: Readonly<Record<string, unknown>>) => ({
		api: `https://${String(region)}.acme.test`,
	}),
};

async function read(
	credential: ICredentialDataDecryptedObject,
	id = 'c-1',
	vendor: Pick<Vendor, 'account' | 'hosts'> = VENDOR,
) {
	const node = { credentials: { acmeApi: { id, name: 'Acme' } } } as unknown as INode;
	const context = {
		getNode: () => node,
		getCredentials: async <T extends object>() => credential as T,
	};
	return await readVendorCredential(context, vendor, 'acmeApi', 0);
}

describe('a credential', () => {
	it('says where the vendor is, and what must not show', async () => {
		const { hosts, secrets } = await read({
			region: 'eu',
			apiKey: 'k-1',
			server: 'https://eu.acme.test/a/long/path',
			site: 'long-name.of.a.host.example',
			opaque: 'abcdefghijklmnop',
			authentication: 'header',
			authUrl: 'https://acme.test/auth',
			oauthTokenData: { access_token: 't-1', scope: 'read' },
		});
		expect(hosts).toEqual({ api: 'https://eu.acme.test' });
		expect(secrets).toEqual(['k-1', 'abcdefghijklmnop', 't-1']);
	});

	it('tells the ids that requests of the vendor name, and none for other vendors', async () => {
		const vendor = {
			...VENDOR,
			account: ({ project }: Readonly<Record<string, unknown>>) => ({ project: String(project) }),
		};
		const credential = { region: 'eu', project: 'p-7' };
		expect((await read(credential, 'c-1', vendor)).account).toEqual({ project: 'p-7' });
		expect(await read(credential)).not.toHaveProperty('account');
	});

	it('is one principal with another that has the same key, and none with a different one', async () => {
		const first = await read({ apiKey: 'k-1', region: 'eu' }, 'c-1');
		const second = await read({ region: 'eu', apiKey: 'k-1' }, 'c-2');
		const third = await read({ apiKey: 'k-2', region: 'eu' }, 'c-1');
		expect(first.principal).toBe(second.principal);
		expect(first.principal).not.toBe(third.principal);
		expect(first.principal).not.toContain('k-1');
	});

	it('stays one principal when its session changes', async () => {
		const sessionOf = (sessionToken: string) => ({ region: 'eu', clientId: 'a', sessionToken });
		const before = await read(sessionOf('s-1'));
		expect((await read(sessionOf('s-2'))).principal).toBe(before.principal);
	});

	it.each([undefined, '', {}, { access_token: '' }])(
		'that is to be signed in to, and is not (%j), is refused with what to do',
		async (oauthTokenData) => {
			const credential = {
				grantType: 'pkce',
				...(oauthTokenData !== undefined && { oauthTokenData }),
			};
			await expect(read(credential)).rejects.toThrow(/not connected. .* click Connect/);
		},
	);

	it('stays one principal when its OAuth2 token changes', async () => {
		const tokenOf = (token: string) => ({ clientId: 'x', oauthTokenData: { access_token: token } });
		const before = await read(tokenOf('t-1'));
		expect((await read(tokenOf('t-2'))).principal).toBe(before.principal);
		expect((await read(tokenOf('t-1'), 'c-2')).principal).not.toBe(before.principal);
	});
});
