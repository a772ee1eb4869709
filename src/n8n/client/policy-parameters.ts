import { type AccessPolicy, defaultPolicy } from '../../mcp/client/access/access-policy';
import { McpClientError } from '../../mcp/client/client-error';
import type { ToolGuard, ToolPin } from '../../mcp/client/guard/tool-guard';
import { type ParameterSource, numberOf, textOf } from './parameter-source';
import { splitList } from '../../base/split-list';
import type { ChosenServer } from './server-parameters';

const SECOND = 1_000;

/** What the options of an item say of time, repetition, limits and guards. */
export function readPolicy(source: ParameterSource, { known }: ChosenServer): AccessPolicy {
	const option = (name: string, fallback: number) =>
		Math.max(0, numberOf(source.get(name, null), fallback));
	const { timeouts, retry, circuitBreaker, cache } = defaultPolicy;
	const callMs = option('options.timeout', timeouts.callMs / SECOND) * SECOND;
	const perMinute = option('options.requestsPerMinute', 0);
	return {
		...defaultPolicy,
		timeouts: {
			connectMs: option('options.connectTimeout', timeouts.connectMs / SECOND) * SECOND,
			callMs,
			// A call that may take long must not be cut by the time for everything.
			totalMs: option('options.totalTimeout', Math.max(timeouts.totalMs, callMs) / SECOND) * SECOND,
		},
		retry: {
			...retry,
			attemptsMax: Math.max(1, option('options.attempts', retry.attemptsMax)),
			maxDelayMs: option('options.maxDelay', retry.maxDelayMs / SECOND) * SECOND,
		},
		circuitBreaker: {
			failuresToOpen: Math.max(1, option('options.failuresToOpen', circuitBreaker.failuresToOpen)),
			openMs: option('options.openSeconds', circuitBreaker.openMs / SECOND) * SECOND,
		},
		...(perMinute > 0 && {
			rateLimit: {
				requestsPerMinute: perMinute,
				burst: Math.max(1, option('options.burst', 1)),
			},
		}),
		cache: {
			...cache,
			ttlMs: option('options.cacheSeconds', cache.ttlMs / SECOND) * SECOND,
			staleMs: option('options.staleHours', cache.staleMs / 3_600_000) * 3_600_000,
		},
		sizes: {
			messageBytesMax:
				Math.max(1, option('options.answerSize', defaultPolicy.sizes.messageBytesMax / 1_048_576)) *
				1_048_576,
		},
		guard: readGuard(source, known),
	};
}

function readGuard(source: ParameterSource, known: ChosenServer['known']): ToolGuard {
	const pin = readPin(source);
	return {
		allow: splitList(source.get('options.allow', '')),
		deny: splitList(source.get('options.deny', '')),
		writes: readWrites(source),
		knownWrites: [...known.writes, ...splitList(source.get('options.writeTools', ''))],
		knownReads: [...known.reads, ...splitList(source.get('options.readTools', ''))],
		...(pin && { pin }),
	};
}

/** What a person chose in the form is meant; a name that an expression gives may come from anywhere. */
function readWrites(source: ParameterSource): ToolGuard['writes'] {
	const setting = source.get('options.writes', 'chosen');
	if (setting === 'allowed' || setting === 'blocked') return setting;
	return isChosenHere(source.node.parameters.tool) ? 'allowed' : 'blocked';
}

/** @param tool - as it is stored, expressions unresolved */
function isChosenHere(tool: unknown): boolean {
	const held =
		typeof tool === 'object' && tool !== null ? (tool as { value?: unknown }).value : tool;
	return typeof held === 'string' && held !== '' && !held.startsWith('=');
}

/** A digest, or what Get Server Info gives as `pin`: with that, a change names its tools. */
function readPin(source: ParameterSource): ToolPin | undefined {
	const value = source.get('options.pin', '');
	const onChange = source.get('options.onChange', 'stop') === 'warn' ? 'warn' : 'stop';
	const { digest, tools } = toPinned(value);
	if (digest === '') return undefined;
	return { digest, onChange, ...(tools && { tools }) };
}

function toPinned(value: unknown): { digest: string; tools?: Record<string, string> } {
	const text = textOf(value).trim();
	const pinned = text.startsWith('{') ? parsePin(text) : value;
	if (typeof pinned !== 'object' || pinned === null) return { digest: text };
	const { digest, tools } = pinned as { digest?: unknown; tools?: Record<string, string> };
	return { digest: textOf(digest), tools };
}

/** @throws McpClientError: a pin that cannot be read must not be taken for none */
function parsePin(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new McpClientError('guard', "'Pinned Digest' is not a digest or JSON", {
			hint: 'Copy toolsDigest or pin from the output of the operation Get Server Info.',
			delivery: 'notSent',
		});
	}
}
