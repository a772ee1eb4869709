import type { Implementation } from '@modelcontextprotocol/server';

import type { JsonObject } from '../protocol/json-rpc';
import { MetaKey } from '../protocol/request-meta';

/** What every result of the modern era carries (specification 2026-07-28, Basic Protocol). */
export function completeModernResult(result: JsonObject, info: Implementation): JsonObject {
	const meta = typeof result._meta === 'object' ? result._meta : {};
	return { resultType: 'complete', ...result, _meta: { ...meta, [MetaKey.serverInfo]: info } };
}
