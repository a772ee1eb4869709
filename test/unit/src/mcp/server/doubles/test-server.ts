import { RecordedResponse } from './recorded-response';
import { RecordingPolicy } from './recording-policy';
import { StandingClock } from './standing-clock';
import { declareCatalog } from './declarations';
import { ALL_CAPABILITIES, legacy } from './messages';
import { Proposals } from '../../../../../../src/mcp/server/approval/proposals';
import type { CallInProgress } from '../../../../../../src/mcp/server/calls/call-in-progress';
import { CallsInProcess } from '../../../../../../src/mcp/server/calls/calls-in-process';
import {
	createCatalog,
	type CatalogDeclaration,
} from '../../../../../../src/mcp/server/catalog/catalog';
import { serveHttp, type HttpRequest } from '../../../../../../src/mcp/server/endpoint';
import { ANONYMOUS, type Principal } from '../../../../../../src/mcp/server/principal';
import type { ServerRuntime } from '../../../../../../src/mcp/server/server-runtime';
import { SessionMemory } from '../../../../../../src/mcp/server/session-memory';
import { createTokenSigner } from '../../../../../../src/mcp/server/signed-token';
import { Subscriptions } from '../../../../../../src/mcp/server/subscriptions/subscriptions';
import type { JsonObject } from '../../../../../../src/mcp/protocol/json-rpc';

/** A server in this process, whose flows are the test: it answers the calls that were started. */
export class TestServer {
	readonly clock = new StandingClock();
	readonly policy = new RecordingPolicy();
	readonly proposals: Proposals;
	readonly started: CallInProgress[] = [];
	/** Mistakes of our own. */
	readonly reported: unknown[] = [];
	readonly runtime: ServerRuntime;

	constructor(declaration: Partial<CatalogDeclaration> = {}, changes: Partial<ServerRuntime> = {}) {
		const { clock } = this;
		let ids = 0;
		const createId = () => `id-${++ids}`;
		this.proposals = new Proposals({ now: clock.now, createId });
		const signer = createTokenSigner(Buffer.alloc(32, 7), clock.now);
		const { now, schedule } = clock;
		const subscriptions = new Subscriptions({ schedule, now });
		this.runtime = {
			id: 'server',
			workflow: 'workflow-1',
			catalog: createCatalog(declareCatalog(declaration)),
			limits: { timeoutMs: 10_000, largestResult: 4096, listTtlMs: 60_000, taskTtlMs: 600_000 },
			policy: this.policy,
			calls: new CallsInProcess({ schedule, createId, now, signer, subscriptions }),
			subscriptions,
			memory: new SessionMemory(now),
			proposals: this.proposals,
			signer,
			now,
			createId,
			passHeaders: [],
			start: (call) => this.started.push(call),
			report: (error) => this.reported.push(error),
			...changes,
		};
	}

	/** Sends a request; the response is there when the server has nothing left to do but wait. */
	async send(request: HttpRequest, principal: Principal = ANONYMOUS): Promise<RecordedResponse> {
		const response = new RecordedResponse();
		await serveHttp(request, response, this.runtime, {
			repeat: this.clock.repeat,
			authenticate: async () => principal,
			report: (error) => this.reported.push(error),
		});
		return response;
	}

	/** Shakes hands in the legacy era. @returns the headers of the session */
	async openSession(
		capabilities: JsonObject = ALL_CAPABILITIES,
		principal?: Principal,
	): Promise<{ 'mcp-session-id': string }> {
		const clientInfo = { name: 'Cursor', version: '3' };
		const params = { protocolVersion: '2025-11-25', capabilities, clientInfo };
		const { headers } = await this.send(legacy('initialize', params), principal);
		return { 'mcp-session-id': headers['Mcp-Session-Id'] ?? '' };
	}

	/** The call that was started last. */
	get call(): CallInProgress {
		const call = this.started.at(-1);
		if (!call) throw new Error('No call was started');
		return call;
	}
}

/** Lets what was promised happen. */
export async function settle(): Promise<void> {
	await new Promise(setImmediate);
}
