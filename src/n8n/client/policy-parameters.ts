import { type AccessPolicy, defaultPolicy } from '../../mcp/client/access/access-policy';
import type { ToolGuard, ToolPin } from '../../mcp/client/guard/tool-guard';
import { type ParameterSource, listOf, numberOf, textOf } from './parameter-source';
import type { ChosenServer } from './server-parameters';

const SECOND = 1_000;

/** What the collections "Options", "Resilience" and "Guard Rails" of an item say. */
export function readPolicy(source: ParameterSource, { known }: ChosenServer): AccessPolicy {
	const option = (name: string, fallback: number) =>
		Math.max(0, numberOf(source.get(name, undefined), fallback));
	const { timeouts, retry, circuitBreaker, cache } = defaultPolicy;
	const callMs = option('options.timeout', timeouts.callMs / SECOND) * SECOND;
	const perMinute = option('resilience.requestsPerMinute', 0);
	return {
		...defaultPolicy,
		timeouts: {
			connectMs: option('resilience.connectTimeout', timeouts.connectMs / SECOND) * SECOND,
			callMs,
			// A call that may take long must not be cut by the time for everything.
			totalMs:
				option('resilience.totalTimeout', Math.max(timeouts.totalMs, callMs) / SECOND) * SECOND,
		},
		retry: {
			...retry,
			attemptsMax: Math.max(1, option('resilience.attempts', retry.attemptsMax)),
			maxDelayMs: option('resilience.maxDelay', retry.maxDelayMs / SECOND) * SECOND,
		},
		circuitBreaker: {
			failuresToOpen: Math.max(
				1,
				option('resilience.failuresToOpen', circuitBreaker.failuresToOpen),
			),
			openMs: option('resilience.openSeconds', circuitBreaker.openMs / SECOND) * SECOND,
		},
		...(perMinute > 0 && {
			rateLimit: {
				requestsPerMinute: perMinute,
				burst: Math.max(1, option('resilience.burst', 1)),
			},
		}),
		cache: {
			...cache,
			ttlMs: option('resilience.cacheSeconds', cache.ttlMs / SECOND) * SECOND,
			staleMs: option('resilience.staleHours', cache.staleMs / 3_600_000) * 3_600_000,
		},
		sizes: {
			messageBytesMax:
				Math.max(
					1,
					option('resilience.answerSize', defaultPolicy.sizes.messageBytesMax / 1_048_576),
				) * 1_048_576,
		},
		guard: readGuard(source, known),
	};
}

function readGuard(source: ParameterSource, known: ChosenServer['known']): ToolGuard {
	const pin = readPin(source);
	return {
		allow: listOf(source.get('guardRails.allow', '')),
		deny: listOf(source.get('guardRails.deny', '')),
		writes: source.get('allowWrites', false) === true ? 'allowed' : 'blocked',
		knownWrites: [...known.writes, ...listOf(source.get('guardRails.writeTools', ''))],
		knownReads: [...known.reads, ...listOf(source.get('guardRails.readTools', ''))],
		...(pin && { pin }),
	};
}

function readPin(source: ParameterSource): ToolPin | undefined {
	const digest = textOf(source.get('guardRails.pin', '')).trim();
	if (digest === '') return undefined;
	return {
		digest,
		onChange: source.get('guardRails.onChange', 'stop') === 'warn' ? 'warn' : 'stop',
	};
}
