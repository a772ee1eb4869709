import type { Tool } from '@modelcontextprotocol/server';

import {
	compileArgumentValidator,
	SchemaError,
	type ArgumentValidator,
} from '../schema/argument-validator';
import { inputSchemaOf, type InputDeclaration } from './input-schema';

/** A tool as its author declares it. */
export interface ToolDeclaration {
	name: string;
	title?: string;
	description: string;
	input: InputDeclaration;
}

export interface CatalogTool {
	/** What `tools/list` says of it. */
	listing: Tool;
	validate: ArgumentValidator;
}

/** The tools of a server by name, in the order of their declaration. */
export type ToolCatalog = ReadonlyMap<string, CatalogTool>;

/** A declaration that cannot be served. Says which tool, which field of it, and what to change. */
export class DeclarationError extends Error {
	override readonly name = 'DeclarationError';

	/** @param position of the tool in the list of declarations, from 0 */
	constructor(
		readonly position: number,
		readonly field: 'Name' | 'Description' | 'Input Fields' | 'Input Schema',
		reason: string,
	) {
		super(reason);
	}
}

/** What the clients in use accept: the specification's characters, and the shortest limit met. */
const TOOL_NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** @throws DeclarationError for the first tool that cannot be served */
export function createToolCatalog(declarations: readonly ToolDeclaration[]): ToolCatalog {
	const catalog = new Map<string, CatalogTool>();
	declarations.forEach((declaration, position) => {
		checkName(declaration.name, position, catalog);
		if (declaration.description.trim() === '') {
			throw new DeclarationError(
				position,
				'Description',
				`the tool "${declaration.name}" has none: say what it does and when to use it, models choose by it`,
			);
		}
		catalog.set(declaration.name, toCatalogTool(declaration, position));
	});
	return catalog;
}

function checkName(name: string, position: number, catalog: ToolCatalog): void {
	if (!TOOL_NAME.test(name)) {
		throw new DeclarationError(
			position,
			'Name',
			`"${name}" is not a tool name: use 1 to 64 letters, digits, "_", "-" and "."`,
		);
	}
	if (catalog.has(name)) {
		throw new DeclarationError(position, 'Name', `"${name}" is used by two tools`);
	}
}

function toCatalogTool(declaration: ToolDeclaration, position: number): CatalogTool {
	const { name, title, description, input } = declaration;
	const field = input.kind === 'fields' ? 'Input Fields' : 'Input Schema';
	try {
		const inputSchema = inputSchemaOf(input);
		return {
			listing: { name, ...(title ? { title } : {}), description, inputSchema },
			validate: compileArgumentValidator(inputSchema),
		};
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		throw new DeclarationError(position, field, `of the tool "${name}": ${error.message}`);
	}
}
