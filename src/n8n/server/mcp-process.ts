import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';

import type { IDataObject } from 'n8n-workflow';

import { ConnectedToolsCache } from './connected-tools-cache';
import { toStartItem } from './flow-start';
import { signingSecret } from './signing-secret';
import { StreamHandover } from './stream-handover';
import { processState } from '../../base/process-state';
import { ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';
import { createTokenVerifier, type TokenVerifier } from '../../mcp/server/access/token-verifier';
import { BuiltinTools } from '../../mcp/server/builtin/builtin-tools';
import type { CallInProgress } from '../../mcp/server/calls/call-in-progress';
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
	calls: CallsInProcess;
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
	/** Tools that parts of this package offer; registered by builtin-tools.ts. */
	builtinTools: BuiltinTools;
	/** What the lists of a server said when it was last published. */
	digests: Map<string, Record<ListKind, string>>;
	/** Hears of trouble that fails no request. */
	reportTrouble: (message: string) => void;
}

/** Outlives an update of the package: a call that began before must still be answered after. */
export function mcpProcess(): McpProcess {
	return processState({ name: 'process', version: 1, create: createProcess });
}

/** Starts an execution through the published trigger; a call that cannot be started fails at once. */
export function emitCall({ emitters }: McpProcess, server: string, call: CallInProgress): void {
	const emit = emitters.get(server);
	if (emit) emit(toStartItem({ kind: 'call', callId: call.id, call: call.terms.call }));
	else call.fail(new ProtocolError(ErrorCode.internalError, 'The workflow is not published here'));
}

/** Tells the owner of a mistake of our own, with its place. */
export function reportError({ reportTrouble }: McpProcess, error: unknown): void {
	reportTrouble(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

export const repeatTask: Repeat = (milliseconds, task) => {
	const timer = setInterval(task, milliseconds);
	timer.unref();
	return () => clearInterval(timer);
};

function createProcess(): McpProcess {
	const now = () => Date.now();
	const createId = () => randomUUID();
	const secret = signingSecret(process.env);
	const signer = createTokenSigner(secret, now);
	const subscriptions = new Subscriptions({ schedule, now });
	const created: McpProcess = {
		subscriptions,
		handover: new StreamHandover(subscriptions, schedule),
		signer,
		calls: new CallsInProcess({ schedule, createId, now, signer, subscriptions }),
		memory: new SessionMemory(now),
		tokens: createTokenVerifier({ fetch: globalThis.fetch, now, reportTrouble: report }),
		doorkeeper: createDoorkeeper(() => performance.now()),
		auditSecret: secret.toString('base64url'),
		auditFiles: createAuditFiles({ fs, reportTrouble: report }),
		emitters: new Map(),
		connectedTools: new ConnectedToolsCache(() => Date.now()),
		builtinTools: new BuiltinTools(),
		digests: new Map(),
		reportTrouble: () => undefined,
	};
	function report(message: string) {
		created.reportTrouble(message);
	}
	return created;
}

/** Node runs what is to wait longer than this, about 24 days, at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function schedule(milliseconds: number, task: () => void): () => void {
	const timer = setTimeout(task, Math.min(milliseconds, LONGEST_TIMER_MS));
	timer.unref();
	return () => clearTimeout(timer);
}
