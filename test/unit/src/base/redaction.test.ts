import { canonicalJson, digestOf } from '../../../../src/base/digest';
import { redact, redactText } from '../../../../src/base/redaction';

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJkYW5hIn0.c2lnbmF0dXJl';

describe('a copy to keep', () => {
	it.each([
		'password',
		'Password',
		'user_password',
		'db-passwd',
		'token',
		'accessToken',
		'refresh_token',
		'X-API-Key',
		'api_key',
		'apiKey',
		'Authorization',
		'client_secret',
		'privateKey',
		'session_id',
		'Set-Cookie',
		'pin',
		'otp',
		'credentials',
	])('has nothing of the member %s', (name) => {
		expect(redact({ [name]: 'hunter2', deeper: [{ [name]: { x: 'hunter2' } }] })).toEqual({
			[name]: '[redacted]',
			deeper: [{ [name]: '[redacted]' }],
		});
	});

	it.each([
		'email',
		'company',
		'keyword',
		'author',
		'spin',
		'shipping',
		'monkey',
		'compass',
		'passenger',
	])('keeps the member %s', (name) => {
		expect(redact({ [name]: 'x' })).toEqual({ [name]: 'x' });
	});

	it('keeps what only sounds secret', () => {
		const value = { max_tokens: 100, hasPassword: true, password: null };
		expect(redact(value)).toEqual(value);
	});

	it.each([
		`send Bearer ${'x'.repeat(30)} along`,
		'Basic ZGFuYTpodW50ZXIy',
		`token is ${JWT}`,
		`sk-proj-${'a1'.repeat(20)}`,
		`sk_live_${'a1'.repeat(20)}`,
		`ghp_${'a1'.repeat(18)}`,
		`xoxb-${'1'.repeat(12)}-abc`,
		'AKIAIOSFODNN7EXAMPLE',
		'postgres://dana:hunter2@db.example.com/crm',
		'https://example.com/?api_key=hunter2&x=1',
		'-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----',
	])('has no secret that shows by its looks: %s', (text) => {
		const kept = redactText(text);
		expect(kept).toContain('[redacted]');
		for (const secret of [JWT, 'hunter2', 'a1a1a1', 'MIIE', 'ZGFu', 'IOSFODNN', 'xxxxxxx']) {
			expect(kept).not.toContain(secret);
		}
	});

	it('has them neither as names of members', () => {
		expect(JSON.stringify(redact({ [`Bearer ${'x'.repeat(30)}`]: 1 }))).not.toContain('xxx');
	});

	it('keeps ordinary texts, numbers and addresses', () => {
		const value = { text: 'Basic plan, the bearer of news', url: 'https://a.co/x?page=2', n: 5 };
		expect(redact(value)).toEqual(value);
	});

	it('is small whatever the original', () => {
		const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`m${n}`, n]));
		let deep: unknown = 'x';
		for (let level = 0; level < 5_000; level += 1) deep = { deep };
		const tree = (levels: number): unknown =>
			levels === 0 ? 'x'.repeat(900) : Array.from({ length: 20 }, () => tree(levels - 1));
		for (const value of [wide, deep, 'x'.repeat(1e6), tree(4), Array(1e5).fill([1])]) {
			expect(JSON.stringify(redact(value)).length).toBeLessThan(1_000_000);
		}
		expect(redactText('x'.repeat(1e6))).toHaveLength(1_000 + '… [cut]'.length);
	});

	it('leaves prototypes alone', () => {
		const hostile: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');
		expect(JSON.stringify(redact(hostile))).toBe('{"__proto__":{"polluted":true},"constructor":1}');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it('does not take long for texts made to be slow', () => {
		const started = performance.now();
		for (const part of ['eyJ', 'a:', '://', '-----BEGIN PRIVATE KEY', '?key=', 'Bearer ']) {
			redactText(part.repeat(100_000));
		}
		expect(performance.now() - started).toBeLessThan(500);
	});
});

describe('a digest', () => {
	it('is the same whatever the order of members, and another for other values', () => {
		expect(digestOf({ a: 1, b: [1, 2] })).toBe(digestOf({ b: [1, 2], a: 1 }));
		expect(digestOf({ a: 1, b: [1, 2] })).not.toBe(digestOf({ a: 1, b: [2, 1] }));
		expect(digestOf('1')).not.toBe(digestOf(1));
		expect(digestOf({})).not.toBe(digestOf([]));
	});

	it('is that of SHA-256, or with a secret one that only its holder can make', () => {
		expect(digestOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
		expect(digestOf({}, 'a')).not.toBe(digestOf({}, 'b'));
		expect(digestOf({}, 'a')).toMatch(/^[0-9a-f]{64}$/);
	});

	it('sees members called __proto__', () => {
		const hostile: unknown = JSON.parse('{"b": 1, "__proto__": {"a": 1}}');
		expect(canonicalJson(hostile)).toBe('{"__proto__":{"a":1},"b":1}');
	});
});
