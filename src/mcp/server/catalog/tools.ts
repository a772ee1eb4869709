import type { Tool } from '@modelcontextprotocol/server';

import { DeclarationError, type Place } from './declaration-error';
import { inputSchemaOf, readObjectSchema, type InputDeclaration } from './input-schema';
import {
	compileArgumentValidator,
	SchemaError,
	type ArgumentValidator,
} from '../../schema/argument-validator';
import { toolViewMeta, type ToolView } from '../../protocol/ui-extension';
import type { Approval } from '../approval/ask-first';
import type { ServedBy } from '../calls/checked-call';

/** A tool as its author declares it. */
export interface ToolDeclaration {
	place: Place;
	name: string;
	title?: string;
	description: string;
	input: InputDeclaration;
	/** JSON Schema of the structured result, as text or object; results that do not fit are refused. */
	outputSchema?: unknown;
	annotations?: Tool['annotations'];
	iconUrl?: string;
	/** Only principals whose token has this scope may call. */
	requiredScope?: string;
	/** Whether a call becomes a task: never, always, or when the client knows tasks. */
	execution: 'call' | 'task' | 'taskIfSupported';
	/** Undefined for the server's own. */
	timeoutMs?: number;
	/** Only these fields of the result may leave; all if empty. */
	resultFields: readonly string[];
	/** How hosts that can show results as a page do so. */
	view?: ToolView;
	/** That a person has to allow each call before it begins. */
	approval?: Approval;
	/** Part of how other tools are used, and does nothing by itself: patterns of keys do not withhold it. */
	forAnybody?: true;
	target: ServedBy;
}

export interface CatalogTool {
	/** What `tools/list` says of it. */
	listing: Tool;
	validate: ArgumentValidator;
	/** Whether the check changes the arguments. */
	fillsDefaults: boolean;
	validateOutput?: ArgumentValidator;
	declaration: ToolDeclaration;
}

/** The tools of a server by name, in the order of their declaration. */
export type ToolCatalog = ReadonlyMap<string, CatalogTool>;

/** What the clients in use accept: the specification's characters, and the shortest limit met. */
const TOOL_NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** Models choose badly among more, and every client pays for the list with every conversation. */
export const MOST_TOOLS = 200;
/** Of an input or output schema as JSON, in characters. */
export const LARGEST_SCHEMA = 64 * 1024;

/** @throws DeclarationError for the first tool that cannot be served */
export function createToolCatalog(declarations: readonly ToolDeclaration[]): ToolCatalog {
	const catalog = new Map<string, CatalogTool>();
	for (const declaration of declarations) {
		if (catalog.size >= MOST_TOOLS) {
			fail(
				declaration.place,
				'Name',
				`a server can have up to ${MOST_TOOLS} tools. Split it into several servers`,
			);
		}
		const { name, description, place } = declaration;
		if (!TOOL_NAME.test(name)) {
			fail(
				place,
				'Name',
				`"${name}" is not a tool name: use 1 to 64 letters, digits, "_", "-" and "."`,
			);
		}
		if (catalog.has(name)) fail(place, 'Name', `"${name}" is used by two tools`);
		if (description.trim() === '') {
			fail(
				place,
				'Description',
				`the tool "${name}" has no description. Describe what it does and when to use it: models choose by the description`,
			);
		}
		catalog.set(name, toCatalogTool(declaration));
	}
	return catalog;
}

function fail({ list, position }: Place, field: string, reason: string): never {
	throw new DeclarationError(list, position, field, reason);
}

function toCatalogTool(declaration: ToolDeclaration): CatalogTool {
	const { name, title, description, input, annotations, iconUrl, outputSchema, view } = declaration;
	const inputField = input.kind === 'fields' ? 'Input Fields' : 'Input Schema';
	const inputSchema = orFail(declaration, inputField, () => inputSchemaOf(input));
	requireSize(declaration, inputField, inputSchema);
	const output =
		outputSchema === undefined
			? undefined
			: orFail(declaration, 'Output Schema', () => readObjectSchema(outputSchema));
	if (output) requireSize(declaration, 'Output Schema', output);
	return {
		listing: {
			name,
			...(title ? { title } : {}),
			description,
			...(iconUrl ? { icons: [{ src: iconUrl }] } : {}),
			inputSchema,
			...(output ? { outputSchema: output } : {}),
			...(annotations ? { annotations } : {}),
			...(view ? { _meta: toolViewMeta(view) } : {}),
		},
		validate: orFail(declaration, inputField, () => compileArgumentValidator(inputSchema)),
		fillsDefaults: JSON.stringify(inputSchema).includes('"default":'),
		...(output
			? {
					validateOutput: orFail(declaration, 'Output Schema', () =>
						compileArgumentValidator(output),
					),
				}
			: {}),
		declaration,
	};
}

function requireSize({ place, name }: ToolDeclaration, field: string, schema: object): void {
	const { length } = JSON.stringify(schema);
	if (length <= LARGEST_SCHEMA) return;
	fail(place, field, `of the tool "${name}" is larger than ${LARGEST_SCHEMA / 1024} kB`);
}

function orFail<T>({ place, name }: ToolDeclaration, field: string, make: () => T): T {
	try {
		return make();
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		return fail(place, field, `of the tool "${name}": ${error.message}`);
	}
}
