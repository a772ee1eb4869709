import type { IBinaryData, IDataObject, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import { CALLER_KEY } from './flow-start';
import type { ResultShape } from './trigger-parameters';
import type { FinishedRun } from '../runtime-internals';
import type { CheckedCall } from '../../mcp/server/calls/checked-call';
import { toolData, toolError } from '../../mcp/server/calls/tool-result';
import { toCompletion } from '../../mcp/server/calls/completion-result';
import { isJsonObject, type JsonObject } from '../../mcp/protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../mcp/protocol/protocol-error';

type ResultData = IRunExecutionData['resultData'];

/** Reads binary data of an item as base64. */
export type ReadBinary = (data: IBinaryData) => Promise<string>;

/**
 * What a finished execution answers: the items of the node that ran last, over all its outputs, or
 * the failure that stopped it. A failed tool is a result that the model reads; for everything else
 * the protocol knows errors only.
 *
 * @param shape of a tool's result. `auto`: one item is its JSON, any other number `{ items }`;
 * `list`: always `{ items }`
 * @throws ProtocolError
 */
export async function resultOfRun(
	{ cancelled, resultData }: FinishedRun,
	call: CheckedCall,
	shape: ResultShape,
	readBinary: ReadBinary,
): Promise<JsonObject> {
	const failure = failureOf(cancelled, resultData);
	if (failure !== undefined) {
		if (call.kind === 'tool') return { ...toolError(failure) };
		throw new ProtocolError(ErrorCode.internalError, failure);
	}
	const items = lastItems(resultData);
	switch (call.kind) {
		case 'tool':
			return await toToolResult(items, shape, readBinary);
		case 'resource':
			return { contents: await toContents(items, call, readBinary) };
		case 'prompt':
			return toPrompt(items);
		case 'completion':
			return toCompletionResult(items, call);
	}
}

function failureOf(cancelled: boolean, { error }: ResultData): string | undefined {
	if (cancelled) return 'The execution stopped before it had a result.';
	return error ? describeFailure(error) : undefined;
}

function lastItems({ lastNodeExecuted, runData }: ResultData): INodeExecutionData[] {
	const lastRun = lastNodeExecuted === undefined ? undefined : runData[lastNodeExecuted]?.at(-1);
	return (lastRun?.data?.main ?? []).flatMap((items) => items ?? []);
}

/** The caller is data for the flow; nodes that pass items through must not send it back. */
function withoutCaller(json: IDataObject): IDataObject {
	const { [CALLER_KEY]: _caller, ...rest } = json;
	return rest;
}

async function toToolResult(
	items: INodeExecutionData[],
	shape: ResultShape,
	readBinary: ReadBinary,
): Promise<JsonObject> {
	const data = items.map(({ json }) => withoutCaller(json));
	const [only] = data;
	const result = toolData(
		shape === 'auto' && only !== undefined && data.length === 1 ? only : { items: data },
	);
	const files = items.flatMap(({ binary }) => Object.entries(binary ?? {}));
	const blocks = await Promise.all(
		files.map(async ([name, file]) => await toBlock(name, file, readBinary)),
	);
	return { ...result, content: [...result.content, ...blocks] };
}

/** Models see these. A conversation that holds an image of another type can be refused as a whole. */
const SHOWN_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Images and audio as such, any other file as an embedded resource. */
async function toBlock(
	name: string,
	file: IBinaryData,
	readBinary: ReadBinary,
): Promise<JsonObject> {
	const { mimeType, fileName } = file;
	const data = await readBinary(file);
	if (SHOWN_IMAGES.has(mimeType.toLowerCase())) return { type: 'image', data, mimeType };
	if (mimeType.startsWith('audio/')) return { type: 'audio', data, mimeType };
	const uri = `file:///${encodeURIComponent(fileName ?? name)}`;
	return { type: 'resource', resource: { uri, mimeType, blob: data } };
}

async function toContents(
	items: INodeExecutionData[],
	{ name: uri, target }: CheckedCall,
	readBinary: ReadBinary,
): Promise<JsonObject[]> {
	const contents = await Promise.all(
		items.map(async ({ json, binary }) => {
			const files = Object.values(binary ?? {});
			if (files.length > 0) {
				return await Promise.all(
					files.map(async (file) => ({
						uri,
						mimeType: file.mimeType,
						blob: await readBinary(file),
					})),
				);
			}
			const declared = target.kind === 'output' ? target.mimeType : undefined;
			return [toContent(withoutCaller(json), uri, declared)];
		}),
	);
	return contents.flat();
}

/** `text` or `blob` as they are, with their `mimeType` or the declared one; anything else as JSON. */
function toContent(json: IDataObject, uri: string, declared: string | undefined): JsonObject {
	const { text, blob, mimeType = declared } = json;
	const type = typeof mimeType === 'string' ? { mimeType } : {};
	if (typeof text === 'string') return { uri, ...type, text };
	if (typeof blob === 'string') return { uri, ...type, blob };
	return { uri, mimeType: 'application/json', text: JSON.stringify(json) };
}

/** Items `{ role, text }` are messages; one item with `messages` is the result itself. */
function toPrompt(items: INodeExecutionData[]): JsonObject {
	const [first] = items;
	if (first && Array.isArray(first.json.messages)) return withoutCaller(first.json);
	return {
		messages: items.map(({ json }) => ({
			role: json.role === 'assistant' ? 'assistant' : 'user',
			content: isJsonObject(json.content)
				? json.content
				: {
						type: 'text',
						text: typeof json.text === 'string' ? json.text : JSON.stringify(withoutCaller(json)),
					},
		})),
	};
}

/** Items `{ value }`, or one item with `values`; filtered by what was typed. */
function toCompletionResult(
	items: INodeExecutionData[],
	{ arguments: args }: CheckedCall,
): JsonObject {
	const values = items.flatMap(({ json }) =>
		Array.isArray(json.values) ? (json.values as unknown[]) : [json.value],
	);
	const typed = isJsonObject(args.argument) ? args.argument.value : '';
	return toCompletion(
		values.filter((value) => typeof value === 'string'),
		typeof typed === 'string' ? typed : '',
	);
}

/** Message and advice are written for people who read n8n's editor, and serve a model as well. */
function describeFailure(error: NonNullable<ResultData['error']>): string {
	const advice = 'description' in error ? error.description : undefined;
	return typeof advice === 'string' && advice !== '' && advice !== error.message
		? `${error.message}\n${advice}`
		: error.message;
}
