import type { RequestContext, ServerRuntime } from './server-runtime';
import { isAllowed } from './access/permission';
import { serializeOnce } from './calls/message-json';
import type { Catalog } from './catalog/catalog';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { TASKS_EXTENSION } from '../protocol/request-meta';
import { SKILLS_EXTENSION } from '../protocol/skills-extension';
import { UI_EXTENSION } from '../protocol/ui-extension';
import type { JsonObject, Request } from '../protocol/json-rpc';

/**
 * What a server declares that it can do. Tasks exist in the modern era only. Views are declared to
 * everybody, and stand in `_meta` for everybody: hosts are in use that show them and never say so.
 */
export function capabilitiesOf({ catalog }: ServerRuntime, era: RequestContext['era']): JsonObject {
	const { tools, resources, templates, prompts, skills } = catalog;
	const hasViews = [...tools.values()].some(({ declaration }) => declaration.view);
	const extensions = {
		...(era === 'modern' ? { [TASKS_EXTENSION]: {} } : {}),
		...(hasViews ? { [UI_EXTENSION]: {} } : {}),
		...(skills.size > 0 ? { [SKILLS_EXTENSION]: {} } : {}),
	};
	return {
		tools: { listChanged: true },
		...(resources.size + templates.length > 0
			? { resources: { subscribe: true, listChanged: true } }
			: {}),
		...(prompts.size > 0 ? { prompts: { listChanged: true } } : {}),
		...(prompts.size + templates.length > 0 ? { completions: {} } : {}),
		logging: {},
		...(Object.keys(extensions).length > 0 ? { extensions } : {}),
	};
}

type List = (runtime: ServerRuntime, context: RequestContext) => JsonObject;

/** The lists of a server, as far as the principal may see them. All come in one page. */
const LISTS = new Map<string, List>([
	[
		'tools/list',
		({ catalog }, { principal }) => ({
			tools: [...catalog.tools.values()]
				.filter(
					({ listing, declaration }) =>
						declaration.forAnybody || isAllowed(principal, 'tools', listing.name),
				)
				.map(({ listing }) => listing),
		}),
	],
	[
		'resources/list',
		({ catalog }, { principal }) => ({
			resources: [...catalog.resources.values()]
				.filter(
					({ listing, settings }) =>
						settings.isView || isAllowed(principal, 'resources', listing.uri),
				)
				.map(({ listing }) => listing),
		}),
	],
	[
		'resources/templates/list',
		({ catalog }, { principal }) => ({
			resourceTemplates: catalog.templates
				.map(({ listing }) => listing)
				.filter(({ uriTemplate }) => isAllowed(principal, 'resources', uriTemplate)),
		}),
	],
	[
		'skills/list',
		({ catalog }, { principal }) => ({
			skills: [...catalog.skills.values()].filter(({ uri }) =>
				isAllowed(principal, 'resources', uri),
			),
		}),
	],
	[
		'prompts/list',
		({ catalog }, { principal }) => ({
			prompts: [...catalog.prompts.values()]
				.map(({ listing }) => listing)
				.filter(({ name }) => isAllowed(principal, 'prompts', name)),
		}),
	],
]);

/** Answers by catalog, and there by era, method and patterns: there are as many as there are keys. */
const answers = new WeakMap<Catalog, Map<string, JsonObject>>();

/**
 * A list hardly ever changes while a server is published, but every client asks for it again and
 * again, so an answer is made only once for all callers who may see the same.
 *
 * @param complete makes the whole result of a list
 * @returns undefined if the method asks for no list
 */
export function answerListing(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
	complete: (listing: JsonObject) => JsonObject = (listing) => listing,
): JsonObject | undefined {
	const list = LISTS.get(request.method);
	if (!list) return undefined;
	if (request.params.cursor !== undefined) {
		throw new ProtocolError(ErrorCode.invalidParams, 'Invalid params: unknown cursor');
	}
	const { catalog, limits } = runtime;
	const known = answers.get(catalog) ?? new Map<string, JsonObject>();
	answers.set(catalog, known);
	const { allowed } = context.principal;
	const key = `${context.era} ${request.method} ${limits.listTtlMs} ${allowed === undefined ? '' : JSON.stringify(allowed)}`;
	const answer = known.get(key) ?? serializeOnce(complete(list(runtime, context)));
	known.set(key, answer);
	return answer;
}
