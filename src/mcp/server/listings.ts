import type { RequestContext, ServerRuntime } from './server-runtime';
import { isAllowed } from './access/permission';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';
import { TASKS_EXTENSION } from '../protocol/request-meta';
import type { JsonObject, Request } from '../protocol/json-rpc';

/** What a server declares that it can do. Tasks exist in the modern era only. */
export function capabilitiesOf({ catalog }: ServerRuntime, era: RequestContext['era']): JsonObject {
	const { resources, templates, prompts } = catalog;
	return {
		tools: { listChanged: true },
		...(resources.size + templates.length > 0
			? { resources: { subscribe: true, listChanged: true } }
			: {}),
		...(prompts.size > 0 ? { prompts: { listChanged: true } } : {}),
		...(prompts.size + templates.length > 0 ? { completions: {} } : {}),
		logging: {},
		...(era === 'modern' ? { extensions: { [TASKS_EXTENSION]: {} } } : {}),
	};
}

type List = (runtime: ServerRuntime, context: RequestContext) => JsonObject;

/** The lists of a server, as far as the principal may see them. All come in one page. */
const LISTS = new Map<string, List>([
	[
		'tools/list',
		({ catalog }, { principal }) => ({
			tools: [...catalog.tools.values()]
				.map(({ listing }) => listing)
				.filter(({ name }) => isAllowed(principal, 'tools', name)),
		}),
	],
	[
		'resources/list',
		({ catalog }, { principal }) => ({
			resources: [...catalog.resources.values()]
				.map(({ listing }) => listing)
				.filter(({ uri }) => isAllowed(principal, 'resources', uri)),
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
		'prompts/list',
		({ catalog }, { principal }) => ({
			prompts: [...catalog.prompts.values()]
				.map(({ listing }) => listing)
				.filter(({ name }) => isAllowed(principal, 'prompts', name)),
		}),
	],
]);

/** @returns undefined if the method asks for no list */
export function answerListing(
	request: Request,
	runtime: ServerRuntime,
	context: RequestContext,
): JsonObject | undefined {
	const list = LISTS.get(request.method);
	if (!list) return undefined;
	if (request.params.cursor !== undefined) {
		throw new ProtocolError(ErrorCode.invalidParams, 'Invalid params: unknown cursor');
	}
	return list(runtime, context);
}
