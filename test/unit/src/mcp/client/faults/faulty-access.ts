import {
	type AccessPolicy,
	defaultPolicy,
} from '../../../../../../src/mcp/client/access/access-policy';
import { staticAuthorization } from '../../../../../../src/mcp/client/access/authorization';
import type { McpServerAccess } from '../../../../../../src/mcp/client/access/mcp-server-access';
import { createMcpServerAccess } from '../../../../../../src/mcp/client/access/server-access';
import { systemClock } from '../../../../../../src/base/clock';
import { McpClientError } from '../../../../../../src/mcp/client/client-error';
import { createClientRuntime } from '../../../../../../src/mcp/client/runtime';

export const SECRET = 'secret-of-the-tests-0123456789';

export interface FaultyAccess {
	access: McpServerAccess;
	/** Milliseconds of each wait between attempts, in order; none of them is waited for. */
	waits: number[];
	/** Lets so much time pass for the circuits, at once. */
	letPass(ms: number): void;
	close(): Promise<void>;
}

/**
 * An access with a process state of its own. Waits are noted and skipped, jitter is at its ceiling,
 * everything else is real: sockets, time-outs, the SDK.
 */
export function accessTo(
	urls: string | string[],
	changes: Partial<AccessPolicy> = {},
): FaultyAccess {
	const waits: number[] = [];
	let passed = 0;
	const clock = {
		...systemClock,
		now: () => systemClock.now() + passed,
		async sleep(ms: number, signal?: AbortSignal) {
			waits.push(ms);
			await systemClock.sleep(0, signal);
		},
	};
	const runtime = createClientRuntime({ clock, random: () => 1 });
	const endpoints = [urls].flat().map((url) => ({ kind: 'http' as const, url: new URL(url) }));
	const access = createMcpServerAccess(
		{
			endpoints,
			principal: 'fault tests',
			authorization: staticAuthorization({ 'X-Key': SECRET }),
			policy: { ...defaultPolicy, ...changes },
			answers: {},
		},
		{ egress: { assertAllowed: async () => await Promise.resolve() } },
		runtime,
	);
	const letPass = (ms: number) => void (passed += ms);
	return { access, waits, letPass, close: async () => await runtime.close() };
}

/** Time-outs in the pace of a test. */
export const impatient = (ms: number): Partial<AccessPolicy> => ({
	timeouts: { connectMs: ms, callMs: ms, totalMs: 20_000 },
});

/** What a call was refused with; fails when it was not. */
export async function failureOf(call: Promise<unknown>): Promise<McpClientError> {
	const outcome = await call.then(
		() => new Error('it succeeded'),
		(error: unknown) => error,
	);
	if (!(outcome instanceof McpClientError)) throw outcome;
	return outcome;
}
