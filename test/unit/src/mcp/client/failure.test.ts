import { toMcpClientError } from '../../../../../src/mcp/client/failure';
import type { FailureContext } from '../../../../../src/mcp/client/failure-context';
import { redactorOf } from '../../../../../src/base/known-secrets';

const context: FailureContext = {
	step: 'call',
	server: 'https://mcp.example.com/mcp',
	credential: 'apiKey',
	session: 'no session',
	timeoutMs: 60_000,
	redact: redactorOf(['s3cret', 'Bearer s3cret', 'in-the-query']),
};

/** Errors as the SDK makes them: told by name and code. */
const sdkError = (fields: object, message = 'sdk') => Object.assign(new Error(message), fields);

describe('what was thrown is explained', () => {
	it.each([
		{
			thrown: sdkError({ name: 'SdkHttpError', status: 401, data: { text: 'no' } }),
			expected: { step: 'authenticate', message: /rejected the API key \(HTTP 401\)/ },
		},
		{
			thrown: sdkError({ name: 'SdkHttpError', status: 403, data: {} }),
			expected: { step: 'authenticate', message: /denied access \(HTTP 403\)/ },
		},
		{
			thrown: sdkError({ name: 'SdkHttpError', status: 429, data: { text: 'slow down' } }),
			expected: { step: 'call', message: /answered HTTP 429: slow down/, hint: /Wait/ },
		},
		{
			thrown: sdkError({ name: 'SdkHttpError', status: 404, data: { text: '<html>' } }),
			expected: { step: 'call', message: /answered HTTP 404$/, delivery: 'refused' },
		},
		{
			thrown: sdkError({ name: 'SdkError', code: 'REQUEST_TIMEOUT' }),
			expected: { step: 'call', message: /within 60 seconds/, hint: /before you run it again/ },
		},
		{
			thrown: sdkError({ name: 'SdkError', code: 'CAPABILITY_NOT_SUPPORTED' }),
			expected: { step: 'call', message: /asked a question/ },
		},
		{
			thrown: sdkError({ name: 'ProtocolError', code: -32602 }, 'Unknown tool: x'),
			expected: { step: 'call', message: /rejected the request: Unknown tool: x/, rpcCode: -32602 },
		},
		{
			thrown: new Error('outer', {
				cause: new TypeError('fetch failed', {
					cause: sdkError({ code: 'CERT_HAS_EXPIRED' }),
				}),
			}),
			expected: { step: 'call', message: /certificate has expired/ },
		},
		{
			thrown: new TypeError('fetch failed'),
			expected: { step: 'call', message: /Could not reach .*: the request got no response/ },
		},
		{ thrown: 'odd', expected: { step: 'call', message: /^odd$/ } },
	])('$expected.message', ({ thrown, expected: { message, hint, ...exact } }) => {
		const error = toMcpClientError(thrown, context);
		expect(error).toMatchObject(exact);
		expect(error.message).toMatch(message);
		if (hint) expect(error.hint).toMatch(hint);
	});
});

it.each([
	new Error('sent Authorization: Bearer s3cret'),
	sdkError({ status: 500, data: { text: `you sent ${'x '.repeat(140)}Bearer s3cret` } }, 's3cret'),
	sdkError({ name: 'ProtocolError', code: -32000 }, 'bad key s3cret at /mcp?api_key=in-the-query'),
])('a secret does not come through: %#', (thrown) => {
	const { message, hint, stack, cause } = toMcpClientError(thrown, context);
	const { message: inner, stack: innerStack } = cause as Error;
	const told = JSON.stringify({ message, hint, stack, inner, innerStack, cause });
	expect(told).not.toContain('s3cret');
	expect(told).not.toContain('in-the-query');
});

it('a cause that loops is followed once', () => {
	const first = new Error('first');
	first.cause = new Error('second', { cause: first });
	expect(toMcpClientError(first, context).message).toBe('first');
});

it('a cancelled execution is told from a slow server', () => {
	const thrown = sdkError({ name: 'SdkError', code: 'REQUEST_TIMEOUT' });
	const error = toMcpClientError(thrown, { ...context, signal: AbortSignal.abort() });
	expect(error.message).toMatch(/canceled/);
});
