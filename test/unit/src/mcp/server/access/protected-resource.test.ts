import { describeKeySet } from '../../../../../../src/mcp/server/access/key-set-description';
import {
	protectedResourceMetadata,
	resourcePathOf,
	wellKnownMetadataPath,
} from '../../../../../../src/mcp/server/access/protected-resource';

describe('the metadata of a protected resource', () => {
	it('names the resource, who gives out tokens, and how they are sent', () => {
		expect(
			protectedResourceMetadata({
				url: 'https://n8n.example.com/mcp/gtm#x',
				issuers: ['https://id.example.com/'],
			}),
		).toEqual({
			resource: 'https://n8n.example.com/mcp/gtm',
			authorization_servers: ['https://id.example.com/'],
			bearer_methods_supported: ['header'],
		});
	});

	it('names scopes, a title and documentation if there are any', () => {
		expect(
			protectedResourceMetadata({
				url: 'https://n8n.example.com/mcp/gtm',
				issuers: ['https://id.example.com/'],
				scopesSupported: ['leads:read'],
				name: 'Acme GTM',
				documentationUrl: 'https://docs.example.com',
			}),
		).toMatchObject({
			scopes_supported: ['leads:read'],
			resource_name: 'Acme GTM',
			resource_documentation: 'https://docs.example.com',
		});
	});

	it.each([
		['/', '/.well-known/oauth-protected-resource'],
		['/mcp/gtm', '/.well-known/oauth-protected-resource/mcp/gtm'],
	])('of %s is at %s', (resource, place) => {
		expect(wellKnownMetadataPath(resource)).toBe(place);
		expect(resourcePathOf(place)).toBe(resource);
	});

	it.each([
		'/mcp',
		'/.well-known/oauth-protected-resourceful',
		'/x/.well-known/oauth-protected-resource',
	])('is not at %s', (place) => {
		expect(resourcePathOf(place)).toBeUndefined();
	});
});

describe('a set of keys', () => {
	const rsa = { kty: 'RSA', kid: '1', use: 'sig', alg: 'RS256', n: 'x', e: 'AQAB' };
	const ec = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
	const okp = { kty: 'OKP', crv: 'Ed25519', x: 'x' };

	it('is described by what can be checked with it', () => {
		expect(describeKeySet({ keys: [rsa, ec, okp] }, ['RS256', 'ES256', 'EdDSA'])).toEqual({
			usable: 3,
			message: 'The issuer publishes 3 keys: RS256, EC P-256, OKP Ed25519.',
		});
	});

	it('may hold keys that are for something else', () => {
		const keys = [rsa, { ...rsa, use: 'enc' }, { ...rsa, alg: 'RS512' }, { ...ec, crv: 'P-384' }];
		expect(describeKeySet({ keys }, ['RS256', 'ES256'])).toEqual({
			usable: 1,
			message: 'The issuer publishes 4 keys, 1 usable: RS256.',
		});
	});

	it('that cannot be used says so', () => {
		expect(describeKeySet({ keys: [rsa] }, ['ES256'])).toEqual({
			usable: 0,
			message: 'The issuer publishes 1 key, none of them for ES256.',
		});
		expect(describeKeySet({ keys: [] }, ['ES256']).message).toContain('publishes 0 keys');
	});
});
