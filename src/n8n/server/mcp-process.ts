import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';

import { LoggerProxy, type IDataObject } from 'n8n-workflow';

import { auditFolder } from './audit-folder';
import { joinCluster, type Cluster } from './cluster';
import { ConnectedToolsCache } from './connected-tools-cache';
import { toStartItem } from './flow-start';
import { signingSecret } from './signing-secret';
import { StreamHandover } from './stream-handover';
import { queueLink } from '../queue-link';
import { systemClock } from '../../base/clock';
import { processState } from '../../base/process-state';
import { ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';
import { createTokenVerifier, type TokenVerifier } from '../../mcp/server/access/token-verifier';
import type { CallBus } from '../../mcp/bus/call-bus';
import { ownedId } from '../../mcp/bus/post';
import type { Schedule } from '../../mcp/server/calls/call-ports';
import type { CallInProgress } from '../../mcp/server/calls/call-in-progress';
import type { Calls } from '../../mcp/server/calls/calls';
import { CallsInProcess } from '../../mcp/server/calls/calls-in-process';
import type { Repeat } from '../../mcp/server/calls/open-response';
import type { ListKind } from '../../mcp/server/catalog/catalog';
import { SessionMemory } from '../../mcp/server/session-memory';
import { createTokenSigner, type TokenSigner } from '../../mcp/server/signed-token';
import { Subscriptions } from '../../mcp/server/subscriptions/subscriptions';
import { createDoorkeeper, type Doorkeeper } from '../../policy/admission';
import { createAuditFiles, type AuditFiles } from '../../policy/audit-files';

/** Starts an execution of a published trigger with one item. */
export type Emit = (json: IDataObject) => void;

/** What all triggers of one n8n process share. */
export interface McpProcess {
	calls: Calls;
	/** How flows reach these calls. */
	bus: CallBus;
	subscriptions: Subscriptions;
	handover: StreamHandover;
	memory: SessionMemory;
	signer: TokenSigner;
	tokens: TokenVerifier;
	doorkeeper: Doorkeeper;
	auditFiles: AuditFiles;
	/** Makes digests of arguments unguessable, and the same in every process. */
	auditSecret: string;
	/** Of the triggers that are published here, by server id. */
	emitters: Map<string, Emit>;
	/** Tools of the nodes that are connected to a trigger, by server id. */
	connectedTools: ConnectedToolsCache;
	/** What the lists of a server said when it was last published. */
	digests: Map<string, Record<ListKind, string>>;
	/** The other processes of this n8n, where it has several. */
	cluster?: Cluster;
}

/** Outlives an update of the package: a call that began before must still be answered after. */
export function mcpProcess(): McpProcess {
	return processState({ name: 'process', version: 2, create: createProcess });
}

/** Starts an execution through the published trigger; a call that cannot be started fails. */
export function emitCall(
	{ emitters, cluster }: Pick<McpProcess, 'emitters' | 'cluster'>,
	server: string,
	call: CallInProgress,
): void {
	const item = toStartItem({ kind: 'call', callId: call.id, call: call.terms.call });
	const emit = emitters.get(server);
	if (emit) emit(item);
	else if (cluster) {
		void cluster.emit(server, item).then((isStarted) => {
			if (!isStarted) call.fail(NOT_PUBLISHED);
		});
	} else call.fail(NOT_PUBLISHED);
}

const NOT_PUBLISHED = new ProtocolError(
	ErrorCode.internalError,
	'The workflow is not published on this instance',
);

/** Trouble that fails no request, and is of no server more than of another: to the log of n8n. */
export function reportTrouble(message: string): void {
	LoggerProxy.error(`MCP server: ${message}`);
}

/** A mistake of our own, with its place. */
export function placeOf(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export const repeatTask: Repeat = (milliseconds, task) => {
	const timer = setInterval(task, milliseconds);
	timer.unref();
	return () => clearInterval(timer);
};

function createProcess(): McpProcess {
	const now = () => systemClock.now();
	const schedule: Schedule = (ms, task) => systemClock.schedule(ms, task);
	const createId = () => randomUUID();
	const queue = queueLink();
	const secret = signingSecret(process.env);
	const signer = createTokenSigner(secret, now);
	const subscriptions = new Subscriptions({ schedule, now });
	const calls = new CallsInProcess({
		schedule,
		// Which process knows a call is told by its id, where there are several.
		createId: queue ? () => ownedId(queue.self, createId()) : createId,
		now,
		signer,
		subscriptions,
	});
	const alone = {
		subscriptions,
		handover: new StreamHandover(subscriptions, schedule),
		signer,
		calls,
		bus: calls,
		memory: new SessionMemory(now),
		tokens: createTokenVerifier({ fetch: globalThis.fetch, now, reportTrouble }),
		doorkeeper: createDoorkeeper(() => performance.now()),
		auditSecret: secret.toString('base64url'),
		auditFiles: createAuditFiles({ fs, reportTrouble }),
		emitters: new Map<string, Emit>(),
		connectedTools: new ConnectedToolsCache(() => Date.now()),
		digests: new Map<string, Record<ListKind, string>>(),
	};
	if (!queue) return alone;
	const ports = { ...queue, createId, now, schedule, repeat: repeatTask, report: reportTrouble };
	return joinCluster(alone, { ...ports, auditFolder: auditFolder() });
}
