import type { CallToolResult } from '../../../third-party/mcp-client';
import { type JsonObject, isJsonObject } from '../../protocol/json-rpc';
import { toBoolean, withoutNulls } from './members';
import { readContent } from './read-content';

/** What belongs to the protocol in a result; everything else is the tool's. */
const PROTOCOL = new Set(['content', 'structuredContent', 'isError', '_meta', 'resultType']);

/**
 * A tool's result, whatever of it is there: the tool has run, so nothing of what it says may be lost.
 * Results from before `content` (`toolResult`), and values in place of a result, are taken for
 * structured content.
 */
export function readToolResult(raw: unknown): CallToolResult {
	if (!isJsonObject(raw)) return { content: readContent(raw) };
	const {
		content,
		structuredContent,
		isError,
		_meta,
		resultType: _type,
		...rest
	} = withoutNulls(raw);
	const structured = structuredContent ?? (content === undefined ? bareValue(rest) : undefined);
	const failed = toBoolean(isError);
	return {
		...rest,
		content: readContent(content),
		...(structured !== undefined && { structuredContent: structured }),
		...(failed !== undefined && { isError: failed }),
		...(isJsonObject(_meta) && { _meta }),
	};
}

function bareValue(rest: JsonObject): unknown {
	const own = Object.entries(rest).filter(([name]) => !PROTOCOL.has(name));
	if (own.length === 0) return undefined;
	return 'toolResult' in rest ? rest.toolResult : Object.fromEntries(own);
}
