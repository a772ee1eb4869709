import type { IncomingHttpHeaders } from 'node:http';

import type { AttemptRecord } from './attempt-record';
import type { CallInProgress } from './calls/call-in-progress';
import type { Calls } from './calls/calls';
import type { ReplySink } from './calls/reply-sink';
import type { Proposals } from './approval/proposals';
import type { Catalog } from './catalog/catalog';
import type { PolicyGate } from './policy-gate';
import type { Principal } from './principal';
import type { Session } from './session';
import type { SessionMemory } from './session-memory';
import type { TokenSigner } from './signed-token';
import type { Subscriptions } from './subscriptions/subscriptions';
import type { RequestMeta } from '../protocol/request-meta';
import type { Era } from '../protocol/versions';

/** A server with all that it needs to answer. */
export interface ServerRuntime {
	/** Tells the servers of a process apart: calls, tasks and listeners belong to one. */
	id: string;
	/** The id of the workflow that describes it. */
	workflow: string;
	catalog: Catalog;
	limits: ServerLimits;
	policy: PolicyGate;
	calls: Calls;
	subscriptions: Subscriptions;
	memory: SessionMemory;
	/** What persons are to decide. */
	proposals: Proposals;
	/** Of the page to look at, if the server has one. */
	pageUrl?: string;
	signer: TokenSigner;
	now: () => number;
	createId: () => string;
	/** Request headers that flows may see, in lower case. */
	passHeaders: readonly string[];
	/** Where clients find out who gives out tokens, if the server takes them. */
	resourceMetadataUrl?: string;
	/** Begins the execution that serves a call. */
	start(call: CallInProgress): void;
	/** Gets errors that clients must not read. */
	report: (error: unknown) => void;
}

export interface ServerLimits {
	/** For a flow to answer, unless its tool says otherwise. */
	timeoutMs: number;
	/** Of a result as JSON, in bytes. */
	largestResult: number;
	/** How long clients may keep lists. */
	listTtlMs: number;
	/** How long a task can be asked for. */
	taskTtlMs: number;
}

/** One message on its way through the server. */
export interface RequestContext {
	era: Era;
	headers: IncomingHttpHeaders;
	principal: Principal;
	sink: ReplySink;
	/** Legacy era, if the client sends its session. */
	session?: Session;
	/** Modern era. */
	meta?: RequestMeta;
	/** Of a request that leaves one whatever becomes of it. */
	record?: AttemptRecord;
	/** So large that it is worked on in several turns of the event loop. */
	isLarge?: boolean;
}
