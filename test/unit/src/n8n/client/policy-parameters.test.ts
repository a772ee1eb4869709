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
		'options.connectTimeout': 2,
		'options.totalTimeout': '90',
		'options.maxDelay': 7,
		'options.cacheSeconds': 0,
		'options.staleHours': 2,
		'options.answerSize': 1,
		'options.openSeconds': 3,
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
	expect(policyOf({ 'options.requestsPerMinute': 30 }).rateLimit).toEqual({
		requestsPerMinute: 30,
		burst: 1,
	});
});

it.each([{ value: '' }, { value: null }, { value: 'soon' }, { value: -1 }])(
	'takes $value for a number of attempts as the least it can be or the usual',
	({ value }) => {
		const { attemptsMax } = policyOf({ 'options.attempts': value }).retry;
		expect([1, defaultPolicy.retry.attemptsMax]).toContain(attemptsMax);
	},
);

it('adds what the user knows of the tools', () => {
	const { guard } = policyOf({
		'options.writes': 'allowed',
		'options.allow': 'a, b*',
		'options.deny': ['c'],
		'options.writeTools': 'sync',
		'options.readTools': 'score',
		'options.pin': { digest: 'abc', tools: { a: '1' } },
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

const located = (value: string) => ({ tool: { __rl: true, mode: 'list', value } });

it.each([
	{ parameters: located('enroll'), writes: 'allowed', what: 'that a person chose' },
	{ parameters: located('={{ $json.tool }}'), writes: 'blocked', what: 'that an expression names' },
	{
		parameters: { tool: '={{ $json.tool }}' },
		writes: 'blocked',
		what: 'whose parameter is an expression',
	},
	{ parameters: located(''), writes: 'blocked', what: 'that nobody chose' },
	{
		parameters: { ...located('enroll'), 'options.writes': 'blocked' },
		writes: 'blocked',
		what: 'that a person chose, where writing is refused,',
	},
])('a tool $what is $writes to write', ({ parameters, writes }) => {
	expect(policyOf(parameters).guard.writes).toBe(writes);
});
