import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';

import { testServerJwt, testServerKeys } from '../../../../../src/n8n/server/credential-test';
import { type IssuerPeer, startIssuerPeer } from '../../mcp/server/access/issuer-peer';

const context = {} as ICredentialTestFunctions;
const credential = (data: object) =>
	({ id: '1', name: 'x', type: 'x', data }) as ICredentialsDecrypted;

describe('the test of keys', () => {
	it('is passed by keys that can be used', async () => {
		const key = {
			label: 'Dana',
			key: 'dana-0123456789-0123456789',
			restrictions: { allowedTools: 'lead_*' },
		};
		expect(await testServerKeys.call(context, credential({ keys: { key: [key] } }))).toEqual({
			status: 'OK',
			message: 'The keys are valid',
		});
	});

	it('says what is wrong', async () => {
		const keys = { key: [{ label: 'Dana', key: 'short' }] };
		expect(await testServerKeys.call(context, credential({ keys }))).toEqual({
			status: 'Error',
			message: 'The key "Dana" is shorter than 24 characters.',
		});
	});

	it.each([
		{ keys: undefined, named: 'This entry' },
		{ keys: { key: [] }, named: 'This entry' },
		{ keys: { key: [{ label: ' Dana ', key: ' ' }] }, named: '"Dana"' },
		{
			keys: { key: [{ label: 'Kim', key: 'kim-0123456789-0123456789' }, { label: 'Dana' }] },
			named: '"Dana"',
		},
	])('offers a new key for an entry without one: $keys', async ({ keys, named }) => {
		const offered = async () => {
			const { status, message } = await testServerKeys.call(context, credential({ keys }));
			expect(status).toBe('Error');
			expect(message).toContain(`${named} has no key yet.`);
			return message.split(' ').at(-1) ?? '';
		};
		const [first, second] = [await offered(), await offered()];
		expect(first).not.toBe(second);
		const filled = { key: [{ label: 'Dana', key: first }] };
		expect(await testServerKeys.call(context, credential({ keys: filled }))).toMatchObject({
			status: 'OK',
		});
	});
});

describe('the test of an issuer', () => {
	let issuer: IssuerPeer;
	beforeEach(async () => {
		issuer = await startIssuerPeer();
	});
	afterEach(async () => await issuer.close());

	const test = async (data: object) =>
		await testServerJwt.call(
			context,
			credential({ issuer: issuer.origin, audience: 'gtm', ...data }),
		);

	it('finds its keys through its metadata, and says what they are', async () => {
		issuer.pages['/.well-known/openid-configuration'] = {
			issuer: issuer.origin,
			jwks_uri: `${issuer.origin}/keys`,
		};
		issuer.pages['/keys'] = { keys: [{ kty: 'EC', crv: 'P-256', kid: '1', x: 'x', y: 'y' }] };
		expect(await test({})).toEqual({
			status: 'OK',
			message: 'The issuer publishes 1 key: EC P-256.',
		});
	});

	it('fails if none of its keys would do', async () => {
		issuer.pages['/keys'] = { keys: [{ kty: 'RSA', alg: 'RS512' }] };
		expect(await test({ jwksUri: `${issuer.origin}/keys` })).toEqual({
			status: 'Error',
			message: 'The issuer publishes 1 key, none of them for RS256, PS256, ES256, EdDSA.',
		});
	});

	it('fails if it cannot be reached or has no metadata', async () => {
		const { status, message } = await test({});
		expect(status).toBe('Error');
		expect(message).toContain('/.well-known/openid-configuration answered HTTP 404');
		const gone = await startIssuerPeer();
		await gone.close();
		expect((await test({ jwksUri: `${gone.origin}/keys` })).message).toContain('ECONNREFUSED');
	});

	it('fails before it asks anyone if something is missing', async () => {
		expect((await test({ audience: ' ' })).message).toContain('Enter the Audience');
		expect(issuer.seen).toEqual([]);
	});
});
