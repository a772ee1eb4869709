import { defaultPolicy } from '../../../../../src/mcp/client/access/access-policy';
import { readPolicy } from '../../../../../src/n8n/client/policy-parameters';
import type { ChosenServer } from '../../../../../src/n8n/client/server-parameters';
import { sourceOf } from './parameters';

const server: ChosenServer = {
	primary: [],
	fallbacks: [],
	transport: 'auto',
	known: { writes: ['create_*'], reads: ['search'] },
};
const policyOf = (parameters: Record<string, unknown>) => readPolicy(sourceOf(parameters), server);

it('without settings is the default, but for writing', () => {
	const { guard, ...rest } = policyOf({});
	const { guard: _open, ...usual } = defaultPolicy;
	expect(rest).toEqual(usual);
	expect(guard).toEqual({
		allow: [],
		deny: [],
		writes: 'blocked',
		knownWrites: ['create_*'],
		knownReads: ['search'],
	});
});

it('takes seconds, hours and mebibytes', () => {
	const policy = policyOf({
		'options.timeout': 5,
		'resilience.connectTimeout': 2,
		'resilience.totalTimeout': '90',
		'resilience.maxDelay': 7,
		'resilience.cacheSeconds': 0,
		'resilience.staleHours': 2,
		'resilience.answerSize': 1,
		'resilience.openSeconds': 3,
	});
	expect(policy).toMatchObject({
		timeouts: { callMs: 5_000, connectMs: 2_000, totalMs: 90_000 },
		retry: { maxDelayMs: 7_000 },
		cache: { ttlMs: 0, staleMs: 7_200_000 },
		sizes: { messageBytesMax: 1_048_576 },
		circuitBreaker: { openMs: 3_000 },
	});
});

it('gives a long call the time for it', () => {
	expect(policyOf({ 'options.timeout': 900 }).timeouts.totalMs).toBe(900_000);
});

it('limits the rate only when asked to', () => {
	expect(policyOf({}).rateLimit).toBeUndefined();
	expect(policyOf({ 'resilience.requestsPerMinute': 30 }).rateLimit).toEqual({
		requestsPerMinute: 30,
		burst: 1,
	});
});

it.each([{ value: '' }, { value: null }, { value: 'soon' }, { value: -1 }])(
	'takes $value for a number of attempts as the least it can be or the usual',
	({ value }) => {
		const { attemptsMax } = policyOf({ 'resilience.attempts': value }).retry;
		expect([1, defaultPolicy.retry.attemptsMax]).toContain(attemptsMax);
	},
);

it('adds what the user knows of the tools', () => {
	const { guard } = policyOf({
		allowWrites: true,
		'guardRails.allow': 'a, b*',
		'guardRails.deny': ['c'],
		'guardRails.writeTools': 'sync',
		'guardRails.readTools': 'score',
		'guardRails.pin': { digest: 'abc', tools: { a: '1' } },
	});
	expect(guard).toEqual({
		allow: ['a', 'b*'],
		deny: ['c'],
		writes: 'allowed',
		knownWrites: ['create_*', 'sync'],
		knownReads: ['search', 'score'],
		pin: { digest: 'abc', tools: { a: '1' }, onChange: 'stop' },
	});
});
