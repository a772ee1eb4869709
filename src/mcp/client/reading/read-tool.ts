import type { Tool } from '../../../third-party/mcp-client';
import { type JsonObject, isJsonObject } from '../../protocol/json-rpc';
import { keepTexts, objectOrNone, textOrNone, toBoolean, withoutNulls } from './members';

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];
const TASK_SUPPORT = ['required', 'optional', 'forbidden'];

/**
 * A tool as a server lists it, with what is not as the specification wants it left out or taken for
 * what can only be meant: arguments are always an object, whatever the schema says or fails to say.
 *
 * @returns undefined if it has no name, and so cannot be called
 */
export function readTool(entry: unknown): Tool | undefined {
	if (!isJsonObject(entry)) return undefined;
	const name = textOrNone(entry.name);
	if (name === undefined) return undefined;
	const { inputSchema, outputSchema, annotations, execution, icons, _meta, ...rest } =
		withoutNulls(entry);
	const { title: _title, description: _description, ...others } = rest;
	const output = objectOrNone(outputSchema);
	const read = readAnnotations(annotations);
	const tasks = readExecution(execution);
	return {
		...others,
		name,
		...keepTexts(rest, 'title', 'description'),
		inputSchema: readInputSchema(inputSchema),
		...(output && { outputSchema: output }),
		...(read && { annotations: read }),
		...(tasks && { execution: tasks }),
		...(Array.isArray(icons) && { icons }),
		...(isJsonObject(_meta) && { _meta }),
	} as Tool;
}

/** An object without members is the schema of a tool that takes whatever it is given. */
function readInputSchema(schema: unknown): JsonObject {
	if (!isJsonObject(schema)) return { type: 'object' };
	const { type: _type, properties, required, ...rest } = withoutNulls(schema);
	return {
		...rest,
		type: 'object',
		...(isJsonObject(properties) && { properties }),
		...(Array.isArray(required) && { required: required.filter((each) => textOrNone(each)) }),
	};
}

function readAnnotations(annotations: unknown): JsonObject | undefined {
	if (!isJsonObject(annotations)) return undefined;
	const hints = HINTS.flatMap((name) => {
		const hint = toBoolean(annotations[name]);
		return hint === undefined ? [] : [[name, hint] as const];
	});
	return { ...keepTexts(annotations, 'title'), ...Object.fromEntries(hints) };
}

function readExecution(execution: unknown): JsonObject | undefined {
	if (!isJsonObject(execution)) return undefined;
	const isKnown = TASK_SUPPORT.includes(String(execution.taskSupport));
	return isKnown ? execution : undefined;
}
