import type { AttemptLimit } from '../authorization/attempt-limit';
import type { KeyDigest, KeysNow } from '../authorization/held-keys';
import type { SignInEvent } from '../authorization/sign-in-event';
import type { Data } from '../cards/parts/data';
import type { TokenSigner } from '../server/signed-token';

/** Below the URL of the server. */
export const DASHBOARD_SUFFIX = '/dashboard';

/** @param url of the server, with a slash at its end or without */
export function dashboardUrl(url: string): string {
	return `${url.replace(/\/$/, '')}${DASHBOARD_SUFFIX}`;
}

/** What a dashboard is about. */
export interface DashboardSettings {
	/** Of the server: a session of one opens no other. */
	id: string;
	/** The URL of the MCP server, without a slash at its end. */
	url: string;
	serverName: string;
	/** Labels of the keys that open it. */
	labels: readonly string[];
}

export interface DashboardPorts {
	now(this: void): number;
	signer: TokenSigner;
	keys: KeysNow;
	digestOf: KeyDigest;
	/** For keys that turn out wrong. */
	wrongKeys: AttemptLimit;
	record(event: SignInEvent): void;
	/** Undefined where the server does not show the context graph. */
	graph?: GraphSource | undefined;
	calls: CallSource;
	/** Undefined where no tool of the server asks first. */
	approvals?: ApprovalSource | undefined;
}

/** Calls that wait for a person's word. */
export interface ApprovalSource {
	/** The oldest first. */
	open(): readonly Data[];
	/** Also one that is decided. */
	find(id: string): Data | undefined;
	/** @returns once what was allowed has ended. @throws RangeError in words for the person */
	decide(id: string, decision: 'allow' | 'refuse'): Promise<void>;
}

/** What is shown of the context graph, as its own tools answer. */
export interface GraphSource {
	search(text: string): Promise<Data>;
	/** @returns `get_prospect_context` of an id */
	context(id: string, type: string): Promise<Data>;
	/** The open ones. */
	reviews(): Promise<readonly Data[]>;
	/** The newest first, with the name of what changed. */
	changes(): Promise<readonly Data[]>;
}

export interface CallSource {
	/** The last ones, oldest first; undefined where none are kept. */
	records(): Promise<readonly CallRecord[] | undefined>;
	/** Credits by day, of all GTM nodes and servers of this n8n. */
	credits(): Promise<readonly SpentCredits[]>;
}

/** One call, as the audit has it. */
export interface CallRecord {
	/** ISO time. */
	time: string;
	principal: string;
	client?: string;
	kind: string;
	name: string;
	outcome: string;
	durationMs: number;
	bytes: number;
}

export interface SpentCredits {
	provider: string;
	/** `credit`, or the vendor's own word. */
	unit: string;
	/** `2026-11-25`, in UTC. */
	day: string;
	spent: number;
}
