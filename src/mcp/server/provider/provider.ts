import type { Annotations, PromptMessage, ResourceLink, Tool } from '@modelcontextprotocol/server';

import type { InProcessCall } from './in-process-call';
import type { Approval } from '../approval/ask-first';
import type { Change } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';
import type { ToolView } from '../../protocol/ui-extension';
import type { Caching, StaticContent } from '../catalog/resources';
import type { Skill } from '../catalog/skills';

/**
 * What a part of this package offers to the clients of one server, served in the process. Each server
 * is given providers of its own, made with its own settings: nothing is shared between two of them but
 * what their ports share. Calls, reads and completions go through the same doors as those of flows:
 * scopes, patterns of keys, limits, schemas, field filters, audit.
 */
export interface Provider {
	/** As people know it, also in messages about what of it cannot be served. */
	label: string;
	tools: readonly ProviderTool[];
	resources: readonly ProviderResource[];
	templates: readonly ProviderTemplate[];
	prompts: readonly ProviderPrompt[];
	/** How to do jobs with its tools, for hosts that load skills. Providers may share one by its name. */
	skills?: readonly Skill[];
	/** Pages that hosts show with the results of its tools. Providers may share one by its URI. */
	views?: readonly ProviderView[];
	/** For the arguments of its prompts and the variables of its templates. */
	complete?: Complete;
	/** Tells of changes for as long as clients of the server listen. */
	subscriptions?: ChangeSource;
}

/** What only some may use. */
interface Guarded {
	/** Only principals whose token has these scopes may use it; separated by blanks. */
	requiredScope?: string;
}

export interface ProviderTool extends Guarded {
	/** 1 to 64 letters, digits, "_", "-" and ".". */
	name: string;
	title?: string;
	/** What it does and when to use it: models choose by it. */
	description: string;
	/** JSON Schema (2020-12) of an object. */
	inputSchema: JsonObject;
	/** JSON Schema of the data; a result that does not fit is refused. */
	outputSchema?: JsonObject;
	annotations?: Tool['annotations'];
	/** Undefined for the server's own. */
	timeoutMs?: number;
	/** Only these fields of the data may leave, whoever calls; all if empty. */
	resultFields?: readonly string[];
	/** How hosts show the data: `uri` names one of the provider's views. */
	view?: ToolView;
	/** That a person has to allow each call before it begins. */
	approval?: Approval;
	/** @throws ProviderError if the model should read why not */
	run(this: void, call: InProcessCall): Promise<ToolAnswer>;
}

/** What a tool gives. */
export interface ToolAnswer {
	/** The structured result. */
	data?: JsonObject;
	/** For the model, in place of the data as JSON text. */
	text?: string;
	/** Resources that say more. */
	links?: readonly ResourceLink[];
	/** For the page that shows the result, and not for the model; no list of fields holds for it. */
	forView?: JsonObject;
}

/** A page that hosts show, whole in one file: it may load nothing. */
export interface ProviderView {
	/** `ui://…` */
	uri: string;
	name: string;
	description: string;
	/** @returns HTML */
	read(this: void): Promise<string>;
}

interface Readable extends Guarded {
	name: string;
	title?: string;
	description?: string;
	mimeType?: string;
	annotations?: Annotations;
	/** Not to be kept if left out. */
	caching?: Caching;
	/** Only these fields of a JSON content may leave; all if empty. */
	resultFields?: readonly string[];
	/** @throws ProviderError, with `notFound` if there is no such resource */
	read(this: void, call: InProcessCall): Promise<StaticContent>;
}

export interface ProviderResource extends Readable {
	uri: string;
}

export interface ProviderTemplate extends Readable {
	uriTemplate: string;
}

export interface ProviderPrompt extends Guarded {
	name: string;
	title?: string;
	description?: string;
	arguments: ReadonlyArray<{
		name: string;
		description?: string;
		required: boolean;
		/** Fixed values; the provider's `complete` is asked where there are none. */
		values?: readonly string[];
	}>;
	/** @param call its arguments are those of the prompt, all of them text */
	get(this: void, call: InProcessCall): Promise<readonly PromptMessage[]>;
}

/** What a client types for which argument of what. */
export interface CompletionRequest {
	/** Name of the prompt, or the URI template. */
	of: string;
	argument: string;
	typed: string;
	/** What was chosen for the other arguments. */
	given: Readonly<Record<string, string>>;
}

/** @returns values, the best first */
export type Complete = (
	request: CompletionRequest,
	call: InProcessCall,
) => Promise<readonly string[]>;

/**
 * Begins to tell of changes.
 *
 * @returns the function that ends it
 */
export type ChangeSource = (announce: (change: Change) => void) => () => void;
