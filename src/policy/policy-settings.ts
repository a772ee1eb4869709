import type { ArgumentsKept } from './audit';
import type { Rotation } from './audit-file';
import type { BucketRate } from '../base/token-bucket';
import type { RepetitionLimit } from './repetition';

/** The rules of one server, beside those of its principals. */
export interface PolicySettings {
	/** Of each principal, unless it has limits of its own; undefined for none. */
	principalRate?: BucketRate;
	/** Of each tool, resource and prompt, by all principals together; undefined for none. */
	offerRate?: BucketRate;
	/** Calls under way, of all principals together; undefined for no cap. */
	concurrentCalls?: number;
	/** Undefined to let agents repeat themselves. */
	repetition?: RepetitionLimit;
	audit: AuditTarget;
	/** IP addresses and networks; undefined for all. */
	allowedIps?: readonly string[];
	/** Proxies in front of the server whose `X-Forwarded-For` is believed. */
	trustedProxies: number;
}

export type AuditTarget =
	| { to: 'off' }
	| { to: 'file'; file: string; rotation: Rotation; arguments: ArgumentsKept }
	| { to: 'output'; arguments: ArgumentsKept };
