import { BrandedError } from '../../base/branded-error';
import { splitWords } from '../../base/split-list';
import { isAddressOrNetwork } from '../../mcp/server/access/address-list';
import type { ArgumentsKept } from '../../policy/audit';
import { isAuditFileName } from '../../policy/audit-files';
import type { AuditTarget, PolicySettings } from '../../policy/policy-settings';

/** The node's policy options as the editor stores them; those that were not added are undefined. */
export interface PolicyOptions {
	rateLimitPerMinute?: number;
	rateLimitBurst?: number;
	toolRateLimitPerMinute?: number;
	concurrentCalls?: number;
	repeatLimit?: number;
	auditTo?: AuditTarget['to'];
	auditArguments?: ArgumentsKept;
	auditFile?: string;
	auditMaxMegabytes?: number;
	auditKeepFiles?: number;
	allowedIps?: string;
	trustProxy?: number;
}

/** An option cannot be used; the message names it as the editor does, and says what would do. */
export class PolicyOptionError extends BrandedError {
	static override readonly brand: string = 'PolicyOptionError';
}

export const DEFAULT_AUDIT_FILE = 'audit.jsonl';
export const DEFAULT_AUDIT_MEGABYTES = 20;
export const DEFAULT_AUDIT_KEEP_FILES = 5;

/** Identical calls are counted over this time. */
const REPETITION_WINDOW_MS = 60_000;
/** The time of each is kept. */
const MOST_REPETITIONS = 1_000;
const MEGABYTE = 1_000_000;

/**
 * The rules that a trigger's options describe. Zero and empty mean: none.
 *
 * @param options the node's `options` collection
 * @throws PolicyOptionError
 */
export function readPolicy(options: PolicyOptions): PolicySettings {
	const perMinute = readNumber(options.rateLimitPerMinute, 'Rate Limit per Minute');
	const burst = readNumber(options.rateLimitBurst, 'Rate Limit Burst');
	const offerPerMinute = readNumber(options.toolRateLimitPerMinute, 'Rate Limit per Tool');
	const concurrentCalls = readNumber(options.concurrentCalls, 'Concurrent Calls');
	const times = readNumber(options.repeatLimit, 'Repeated Calls');
	const allowedIps = readAddresses(options.allowedIps);
	return {
		...(perMinute ? { principalRate: { perMinute, ...(burst ? { burst } : {}) } } : {}),
		...(offerPerMinute ? { offerRate: { perMinute: offerPerMinute } } : {}),
		...(concurrentCalls ? { concurrentCalls } : {}),
		...(times
			? { repetition: { times: Math.min(times, MOST_REPETITIONS), windowMs: REPETITION_WINDOW_MS } }
			: {}),
		audit: readAudit(options),
		...(allowedIps.length > 0 ? { allowedIps } : {}),
		trustedProxies: readNumber(options.trustProxy, 'Trusted Proxies') ?? 0,
	};
}

/** Expressions can put anything in a number field, also a text. */
function readNumber(value: unknown, name: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = typeof value === 'boolean' ? NaN : Number(value);
	if (!Number.isSafeInteger(number) || number < 0) {
		throw new PolicyOptionError(`Options > ${name} must be a whole number. Enter 0 for no limit`);
	}
	return number;
}

function readAudit(options: PolicyOptions): AuditTarget {
	const { auditTo = 'off', auditArguments = 'hash' } = options;
	if (auditTo === 'off') return { to: 'off' };
	if (auditTo === 'output') return { to: 'output', arguments: auditArguments };
	const file = options.auditFile?.trim() || DEFAULT_AUDIT_FILE;
	if (!isAuditFileName(file)) {
		throw new PolicyOptionError(
			'Options > Audit File must be a file name that ends in .jsonl, without folders',
		);
	}
	const megabytes = readNumber(options.auditMaxMegabytes, 'Audit File Size');
	const keepFiles = readNumber(options.auditKeepFiles, 'Audit Files to Keep');
	return {
		to: 'file',
		file,
		rotation: {
			maxBytes: (megabytes || DEFAULT_AUDIT_MEGABYTES) * MEGABYTE,
			keepFiles: Math.min(keepFiles ?? DEFAULT_AUDIT_KEEP_FILES, 100),
		},
		arguments: auditArguments,
	};
}

function readAddresses(text: string | undefined): string[] {
	const entries = splitWords(text);
	const wrong = entries.find((entry) => !isAddressOrNetwork(entry));
	if (wrong === undefined) return entries;
	throw new PolicyOptionError(
		`Options > Allowed IP Addresses: "${wrong}" is not an IP address or a network such as 10.0.0.0/8`,
	);
}
