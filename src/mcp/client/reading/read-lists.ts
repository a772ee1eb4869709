import type { Prompt, Resource, ResourceTemplate } from '../../../third-party/mcp-client';
import { type JsonObject, isJsonObject } from '../../protocol/json-rpc';
import { keepTexts, textOrNone, toBoolean, withoutNulls } from './members';

/** A resource; its name is its URI where it has none. Undefined without a URI. */
export function readResource(entry: unknown): Resource | undefined {
	return named<Resource>(entry, 'uri');
}

export function readResourceTemplate(entry: unknown): ResourceTemplate | undefined {
	return named<ResourceTemplate>(entry, 'uriTemplate');
}

/** A prompt with the arguments that have names. Undefined without a name. */
export function readPrompt(entry: unknown): Prompt | undefined {
	if (!isJsonObject(entry)) return undefined;
	const name = textOrNone(entry.name);
	if (name === undefined) return undefined;
	const { arguments: given, ...rest } = withoutNulls(entry);
	const { title: _title, description: _description, ...others } = rest;
	return {
		...others,
		name,
		...keepTexts(rest, 'title', 'description'),
		...(Array.isArray(given) && { arguments: given.flatMap((each) => readArgument(each) ?? []) }),
	} as Prompt;
}

function readArgument(entry: unknown): JsonObject | undefined {
	if (!isJsonObject(entry)) return undefined;
	const name = textOrNone(entry.name);
	if (name === undefined) return undefined;
	const required = toBoolean(entry.required);
	return {
		name,
		...keepTexts(entry, 'title', 'description'),
		...(required !== undefined && { required }),
	};
}

function named<T>(entry: unknown, address: string): T | undefined {
	if (!isJsonObject(entry)) return undefined;
	const uri = textOrNone(entry[address]);
	if (uri === undefined) return undefined;
	const kept = withoutNulls(entry);
	const { title: _t, description: _d, mimeType: _m, ...others } = kept;
	return {
		...others,
		...keepTexts(kept, 'title', 'description', 'mimeType'),
		[address]: uri,
		name: textOrNone(entry.name) ?? uri,
	} as T;
}
