import {
	bearerChallenge,
	InsufficientScope,
} from '../../../../../../src/mcp/server/access/challenge';
import { isAllowed, requireScope } from '../../../../../../src/mcp/server/access/permission';
import { matchesPattern } from '../../../../../../src/mcp/server/access/wildcard';
import { ANONYMOUS, principalId, type Principal } from '../../../../../../src/mcp/server/principal';

const dana: Principal = { kind: 'jwt', label: 'dana', scopes: ['leads:read'], claims: {} };

describe('a pattern', () => {
	it.each([
		['*', ''],
		['*', 'anything'],
		['lead_*', 'lead_'],
		['lead_*', 'lead_score'],
		['*_lead', 'score_lead'],
		['crm://*/contacts', 'crm://acme/contacts'],
		['a*b*c', 'a-b-b-c'],
		['a**c', 'ac'],
		['exact', 'exact'],
		['*aa*', 'xaax'],
	])('%s fits %j', (pattern, name) => {
		expect(matchesPattern(pattern, name)).toBe(true);
	});

	it.each([
		['', 'x'],
		['lead_*', 'lead'],
		['lead_*', 'Lead_score'],
		['lead_*', 'my_lead_score'],
		['a*a', 'a'],
		['ab*bc', 'abc'],
		['a*b*c', 'a-c-b'],
		['.*', 'anything'],
		['lead.score', 'lead_score'],
		['(a|b)', 'a'],
		['[a-z]*', 'abc'],
		['exact', 'exact2'],
	])('%s does not fit %j', (pattern, name) => {
		expect(matchesPattern(pattern, name)).toBe(false);
	});

	it('made to be slow is not', () => {
		const started = performance.now();
		expect(matchesPattern(`${'a*'.repeat(5_000)}b`, 'a'.repeat(100_000))).toBe(false);
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});

describe('a principal', () => {
	it('may use everything unless something is listed', () => {
		expect(isAllowed(ANONYMOUS, 'tools', 'anything')).toBe(true);
		expect(isAllowed({ ...dana, allowed: { tools: ['x'] } }, 'prompts', 'anything')).toBe(true);
	});

	it('may use what one of the patterns fits', () => {
		const kim = { ...dana, allowed: { tools: ['lead_*', 'qualify'], resources: [] } };
		expect(isAllowed(kim, 'tools', 'qualify')).toBe(true);
		expect(isAllowed(kim, 'tools', 'lead_score')).toBe(true);
		expect(isAllowed(kim, 'tools', 'delete')).toBe(false);
		expect(isAllowed(kim, 'resources', 'crm://a')).toBe(false);
	});

	it('with a key is somebody else than the subject of a token of the same name', () => {
		expect(principalId({ kind: 'apiKey', label: 'dana' })).not.toBe(principalId(dana));
	});
});

describe('a scope', () => {
	it('that the token grants is no obstacle, nor is none', () => {
		expect(() => requireScope(dana, 'leads:read')).not.toThrow();
		expect(() => requireScope(dana, '')).not.toThrow();
		expect(() => requireScope(dana, undefined)).not.toThrow();
	});

	it.each<Principal>([ANONYMOUS, { kind: 'apiKey', label: 'Kim' }])(
		'holds back tokens only (%j)',
		(principal) => {
			expect(() => requireScope(principal, 'leads:write')).not.toThrow();
		},
	);

	it('that is missing is named with all that the operation needs', () => {
		const resourceMetadataUrl = 'https://n8n.example.com/metadata';
		const requiring = () => requireScope(dana, 'leads:read leads:write', { resourceMetadataUrl });
		expect(requiring).toThrow(InsufficientScope);
		expect(requiring).toThrow(
			expect.objectContaining({
				httpStatus: 403,
				message: 'Forbidden: this needs the scope leads:write',
				challenge:
					'Bearer realm="mcp", error="insufficient_scope", error_description="This needs the scope leads:write", scope="leads:read leads:write", resource_metadata="https://n8n.example.com/metadata"',
			}),
		);
	});

	it('is needed of who signed in and left it out, though the key by itself needs none', () => {
		const signedIn: Principal = { kind: 'apiKey', label: 'Kim', scopes: [] };
		expect(() => requireScope(signedIn, 'leads:read')).toThrow(InsufficientScope);
		expect(() => requireScope({ ...signedIn, scopes: ['leads:read'] }, 'leads:read')).not.toThrow();
	});

	it('is not granted by one that only begins like it, or by a token without any', () => {
		expect(() => requireScope(dana, 'leads:read:all')).toThrow(InsufficientScope);
		expect(() => requireScope({ kind: 'jwt', label: 'x' }, 'leads:read')).toThrow(
			InsufficientScope,
		);
	});
});

describe('a challenge', () => {
	it('cannot be broken out of', () => {
		const scopes = ['a"\r\nSet-Cookie: x=1', 'b\\'];
		const challenge = bearerChallenge({ scopes, resourceMetadataUrl: 'https://x/ü' });
		expect(challenge).toBe(
			`Bearer realm="mcp", scope="a'  Set-Cookie: x=1 b'", resource_metadata="https://x/ "`,
		);
	});
});
