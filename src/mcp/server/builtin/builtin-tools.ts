import type { Tool } from '@modelcontextprotocol/server';

import { BrandedError } from '../../../base/branded-error';
import type { Progress } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';
import type { ClientInfo } from '../../protocol/request-meta';
import type { ToolDeclaration } from '../catalog/tools';
import type { Principal } from '../principal';

/** One call of a built-in tool. */
export interface BuiltinCall {
	/** Valid against the tool's input schema, defaults filled in. */
	arguments: JsonObject;
	/** Who calls: what it may see of the data is for the tool to decide. */
	principal: Principal;
	client?: ClientInfo;
	/** Aborted when nobody waits any more: the call was cancelled or ran out of time. */
	signal: AbortSignal;
	/** Reaches clients that asked for progress. */
	reportProgress(progress: Progress): void;
}

/** A tool that a part of this package serves in the process, without an execution of a workflow. */
export interface BuiltinTool {
	/** 1 to 64 letters, digits, "_", "-" and "."; the node stores which tools are on by it. */
	name: string;
	/** As people read it, also in the node's list. */
	title?: string;
	/** What it does and when to use it: models choose by it. */
	description: string;
	/** JSON Schema (2020-12) of an object. */
	inputSchema: JsonObject;
	/** JSON Schema of what `run` gives; a result that does not fit is refused. */
	outputSchema?: JsonObject;
	annotations?: Tool['annotations'];
	/** Only principals whose token has this scope may call. */
	requiredScope?: string;
	/** Undefined for the server's own. */
	timeoutMs?: number;
	/**
	 * @returns the structured result
	 * @throws BuiltinToolError if the model should read why; anything else is reported to the owner,
	 * and the model learns only that the tool failed
	 */
	run(call: BuiltinCall): Promise<JsonObject>;
}

/** A failure that the model gets to read: say what to do differently, and nothing secret. */
export class BuiltinToolError extends BrandedError {
	static override readonly brand: string = 'BuiltinToolError';
}

/**
 * The built-in tools of a process. A part of the package registers its tools when it is loaded, and
 * a server offers those that its owner switched on. Their calls go through the same doors as those
 * of flows: scopes, patterns of keys, limits, schemas, field filters, audit.
 */
export class BuiltinTools {
	private readonly tools = new Map<string, BuiltinTool>();

	/**
	 * A tool of the same name takes the place of the one before: n8n loads a package anew when it is
	 * updated, and the tools of the new version are to serve from then on.
	 *
	 * @returns the function that takes the tool back
	 */
	register(tool: BuiltinTool): () => void {
		this.tools.set(tool.name, tool);
		return () => {
			if (this.tools.get(tool.name) === tool) this.tools.delete(tool.name);
		};
	}

	/** In the order of their names. */
	list(): BuiltinTool[] {
		return [...this.tools.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
	}

	/** Those of the names that are registered, as declarations of a catalog. */
	declare(names: readonly string[]): ToolDeclaration[] {
		return this.find(names).map(toDeclaration);
	}

	/** Those of the names that are registered. */
	find(names: readonly string[]): BuiltinTool[] {
		return names.flatMap((name) => this.tools.get(name) ?? []);
	}

	/** Those of the names that nobody registered. */
	missing(names: readonly string[]): string[] {
		return names.filter((name) => !this.tools.has(name));
	}
}

function toDeclaration(tool: BuiltinTool, position: number): ToolDeclaration {
	const { name, title, description, inputSchema, outputSchema } = tool;
	const { annotations, requiredScope, timeoutMs } = tool;
	return {
		place: { list: 'Built-In Tool', position },
		name,
		...(title ? { title } : {}),
		description,
		input: { kind: 'schema', schema: inputSchema, tolerant: true },
		...(outputSchema ? { outputSchema } : {}),
		...(annotations ? { annotations } : {}),
		...(requiredScope ? { requiredScope } : {}),
		...(timeoutMs === undefined ? {} : { timeoutMs }),
		execution: 'call',
		resultFields: [],
		target: { kind: 'builtin' },
		builtin: tool,
	};
}
