import type { CompleteResult } from '../../../third-party/mcp-client';
import { isJsonObject } from '../../protocol/json-rpc';
import { toBoolean } from './members';

/** Suggestions for an argument; what is no text is none. */
export function readCompletion(result: unknown): CompleteResult['completion'] {
	const completion = isJsonObject(result) ? result.completion : undefined;
	if (!isJsonObject(completion)) return { values: [] };
	const { values, total, hasMore } = completion;
	const given: unknown[] = Array.isArray(values) ? values : [];
	const more = toBoolean(hasMore);
	return {
		values: given.filter((value) => typeof value === 'string'),
		...(typeof total === 'number' && { total }),
		...(more !== undefined && { hasMore: more }),
	};
}
