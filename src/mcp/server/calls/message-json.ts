import type { OutgoingMessage } from './reply-sink';

/** Of results that are sent again and again; each lives as long as its result. */
const kept = new WeakMap<object, string>();

/**
 * Has a result serialized now and never again, however often it is sent. It is frozen, for it must
 * not change any more.
 */
export function serializeOnce<Result extends object>(result: Result): Result {
	kept.set(result, JSON.stringify(result));
	return Object.freeze(result);
}

/** A message as it goes over the wire. */
export function messageJson(message: OutgoingMessage): string {
	const result = 'result' in message ? kept.get(message.result) : undefined;
	if (result === undefined) return JSON.stringify(message);
	return `{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"result":${result}}`;
}
