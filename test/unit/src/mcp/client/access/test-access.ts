import type { HttpPeer } from '../../../../../peers/http-peer';
import {
	type AccessPolicy,
	defaultPolicy,
} from '../../../../../../src/mcp/client/access/access-policy';
import type { AccessPorts } from '../../../../../../src/mcp/client/access/access-ports';
import { noAuthorization } from '../../../../../../src/mcp/client/access/authorization';
import type {
	AccessSettings,
	McpServerAccess,
} from '../../../../../../src/mcp/client/access/mcp-server-access';
import { createMcpServerAccess } from '../../../../../../src/mcp/client/access/server-access';
import { McpClientError } from '../../../../../../src/mcp/client/client-error';
import { type ClientRuntime, createClientRuntime } from '../../../../../../src/mcp/client/runtime';
import { ManualClock } from '../manual-clock';

export const openPorts: AccessPorts = {
	egress: { assertAllowed: async () => await Promise.resolve() },
};

export type PolicyChanges = { [K in keyof AccessPolicy]?: Partial<AccessPolicy[K]> };

/** The default policy but for these members. */
export function policyWith(changes: PolicyChanges = {}): AccessPolicy {
	const merged = Object.entries(changes).map(([name, change]) => [
		name,
		{ ...defaultPolicy[name as keyof AccessPolicy], ...change },
	]);
	return { ...defaultPolicy, ...(Object.fromEntries(merged) as Partial<AccessPolicy>) };
}

/** Peers and runtimes of one test, closed together. */
export class TestBench {
	private readonly peers: HttpPeer[] = [];
	private readonly runtimes: ClientRuntime[] = [];

	async start(peer: Promise<HttpPeer>): Promise<HttpPeer> {
		this.peers.push(await peer);
		return await peer;
	}

	/** A runtime whose sleeps are over at once, with its clock. Jitter is the ceiling. */
	runtime(clock = new ManualClock('skipped')): ClientRuntime & { clock: ManualClock } {
		const runtime = createClientRuntime({ clock, random: () => 1 });
		this.runtimes.push(runtime);
		return { ...runtime, clock };
	}

	access(
		urls: string[],
		settings: Partial<AccessSettings> = {},
		runtime: ClientRuntime = this.runtime(),
		ports: AccessPorts = openPorts,
	): McpServerAccess {
		return createMcpServerAccess(
			{
				endpoints: urls.map((url) => ({ kind: 'http', url: new URL(url) })),
				principal: 'tester',
				authorization: noAuthorization,
				policy: policyWith(),
				answers: {},
				...settings,
			},
			ports,
			runtime,
		);
	}

	async close(): Promise<void> {
		await Promise.all(this.runtimes.splice(0).map(async (runtime) => await runtime.close()));
		await Promise.all(this.peers.splice(0).map(async (peer) => await peer.close()));
	}
}

export async function failureOf(act: Promise<unknown>): Promise<McpClientError> {
	const error: unknown = await act.then(
		(value) => new Error(`expected a failure, got ${JSON.stringify(value)}`),
		(reason: unknown) => reason,
	);
	if (error instanceof McpClientError) return error;
	throw error;
}

/** How often the peer was asked for a method. */
export function countOf(peer: HttpPeer, method: string): number {
	return peer.requests.filter(({ rpcMethod }) => rpcMethod === method).length;
}
