import type { InProcessCall, ServeInProcess } from './in-process-call';
import type {
	Complete,
	Provider,
	ProviderPrompt,
	ProviderResource,
	ProviderTemplate,
	ProviderTool,
	ProviderView,
	ToolAnswer,
} from './provider';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';
import { SKILL_MIME_TYPE } from '../../protocol/skills-extension';
import { VIEW_META, VIEW_MIME_TYPE } from '../../protocol/ui-extension';
import { completionOf } from '../calls/completion-result';
import { toolData } from '../calls/tool-result';
import type { CatalogDeclaration } from '../catalog/catalog';
import type { Place } from '../catalog/declaration-error';
import type { Caching, ResourceDeclaration, StaticContent } from '../catalog/resources';
import type { PromptDeclaration } from '../catalog/prompts';
import { type SkillDeclaration, skillFile, skillUri } from '../catalog/skills';
import type { ToolDeclaration } from '../catalog/tools';

/** A server that offers what its providers do, after what it declares itself. */
export function withProviders(
	declaration: CatalogDeclaration,
	providers: readonly Provider[],
): CatalogDeclaration {
	const declared = providers.map(declarationsOf);
	const skills = skillsOf(providers, declaration.skills ?? []);
	const sources = providers.flatMap(({ subscriptions }) => subscriptions ?? []);
	return {
		...declaration,
		tools: [...declaration.tools, ...declared.flatMap(({ tools }) => tools)],
		resources: [
			...declaration.resources,
			...declared.flatMap(({ resources }) => resources),
			...viewsOf(providers, declaration.resources),
			...skills.map(toSkillResource),
		],
		templates: [...declaration.templates, ...declared.flatMap(({ templates }) => templates)],
		prompts: [...declaration.prompts, ...declared.flatMap(({ prompts }) => prompts)],
		skills: [...(declaration.skills ?? []), ...skills],
		changes: [...(declaration.changes ?? []), ...sources],
	};
}

/** Each once, though several providers show their results with it. */
function viewsOf(
	providers: readonly Provider[],
	declared: readonly ResourceDeclaration[],
): ResourceDeclaration[] {
	const known = new Set(declared.map(({ uri }) => uri));
	const views = new Map<string, ResourceDeclaration>();
	for (const { label, views: own = [] } of providers) {
		for (const [position, view] of own.entries()) {
			if (!known.has(view.uri))
				views.set(view.uri, toView(view, { list: `${label}, View`, position }));
		}
	}
	return [...views.values()];
}

/** Each once, though several toolkits of one system may bring it. */
function skillsOf(
	providers: readonly Provider[],
	declared: readonly SkillDeclaration[],
): SkillDeclaration[] {
	const known = new Set(declared.map(({ name }) => name));
	return providers.flatMap(({ label, skills = [] }) =>
		skills.flatMap((skill, position) => {
			if (known.has(skill.name)) return [];
			known.add(skill.name);
			return [{ ...skill, place: { list: `${label}, Skill`, position } }];
		}),
	);
}

/** Hosts read the file of a skill as a resource. */
function toSkillResource({ place, ...skill }: SkillDeclaration): ResourceDeclaration {
	const text = skillFile(skill);
	return {
		place,
		uri: skillUri(skill.name),
		name: skill.name,
		description: skill.description,
		mimeType: SKILL_MIME_TYPE,
		size: Buffer.byteLength(text),
		caching: FILE_CACHING,
		resultFields: [],
		isSkill: true,
		source: { kind: 'static', content: { text } },
	};
}

/** Pages and skills change with the package only, and are the same for everybody. */
const FILE_CACHING: Caching = { ttlMs: 3_600_000, cacheScope: 'public' };

function toView({ uri, name, description, read }: ProviderView, place: Place): ResourceDeclaration {
	const serve: ServeInProcess = async () => ({
		contents: [{ uri, mimeType: VIEW_MIME_TYPE, text: await read(), _meta: VIEW_META }],
	});
	return {
		place,
		uri,
		name,
		description,
		mimeType: VIEW_MIME_TYPE,
		caching: FILE_CACHING,
		resultFields: [],
		isView: true,
		source: { kind: 'inProcess', serve },
	};
}

function declarationsOf(
	provider: Provider,
): Pick<CatalogDeclaration, 'tools' | 'resources' | 'templates' | 'prompts'> {
	const { label, tools, resources, templates, prompts } = provider;
	const complete = provider.complete && completing(provider.complete);
	const placed = (what: string, position: number): Place => ({
		list: `${label}, ${what}`,
		position,
	});
	return {
		tools: tools.map((tool, at) => toTool(tool, placed('Tool', at))),
		resources: resources.map((resource, at) => ({
			...toReadable(resource),
			place: placed('Resource', at),
			uri: resource.uri,
		})),
		templates: templates.map((template, at) => ({
			...toReadable(template),
			place: placed('Template', at),
			uriTemplate: template.uriTemplate,
			completions: {},
			...(complete && { complete }),
		})),
		prompts: prompts.map((prompt, at) => ({
			...toPrompt(prompt, placed('Prompt', at)),
			...(complete && { complete }),
		})),
	};
}

function toTool(tool: ProviderTool, place: Place): ToolDeclaration {
	const { name, title, description, inputSchema, outputSchema } = tool;
	const { annotations, requiredScope, timeoutMs, resultFields = [], view, approval, run } = tool;
	return {
		place,
		name,
		...(title ? { title } : {}),
		description,
		input: { kind: 'schema', schema: inputSchema, tolerant: true },
		...(outputSchema ? { outputSchema } : {}),
		...(annotations ? { annotations } : {}),
		...(requiredScope ? { requiredScope } : {}),
		...(timeoutMs === undefined ? {} : { timeoutMs }),
		execution: 'call',
		resultFields,
		...(view ? { view } : {}),
		...(approval ? { approval } : {}),
		target: { kind: 'inProcess', serve: async (call) => toToolResult(await run(call)) },
	};
}

function toToolResult({ data, text, links = [], forView }: ToolAnswer): JsonObject {
	const words = text === undefined ? [] : [{ type: 'text', text }];
	const { content, ...structured } = data ? toolData(data) : { content: [] };
	return {
		content: [...(text === undefined ? content : words), ...links],
		...structured,
		...(forView ? { _meta: forView } : {}),
	};
}

const UNCACHED: Caching = { ttlMs: 0, cacheScope: 'private' };

function toReadable(readable: ProviderResource | ProviderTemplate) {
	const { name, title, description, mimeType, annotations, requiredScope } = readable;
	const { caching = UNCACHED, resultFields = [], read } = readable;
	const serve: ServeInProcess = async (call) => ({
		contents: [toContents(call, mimeType, await read(call))],
	});
	return {
		name,
		...(title ? { title } : {}),
		...(description ? { description } : {}),
		...(mimeType ? { mimeType } : {}),
		...(annotations ? { annotations } : {}),
		...(requiredScope ? { requiredScope } : {}),
		caching,
		resultFields,
		source: { kind: 'inProcess' as const, serve },
	};
}

function toContents(
	{ name: uri }: InProcessCall,
	mimeType: string | undefined,
	content: StaticContent,
) {
	return { uri, ...(mimeType ? { mimeType } : {}), ...content };
}

function toPrompt(prompt: ProviderPrompt, place: Place): PromptDeclaration {
	const { name, title, description, requiredScope, get } = prompt;
	const serve: ServeInProcess = async (call) => ({
		...(description ? { description } : {}),
		messages: await get(call),
	});
	return {
		place,
		name,
		...(title ? { title } : {}),
		...(description ? { description } : {}),
		arguments: prompt.arguments.map(({ values = [], ...rest }) => ({ ...rest, values })),
		...(requiredScope ? { requiredScope } : {}),
		source: { kind: 'inProcess', serve },
	};
}

/** The arguments were checked by completion.ts. */
function completing(complete: Complete): ServeInProcess {
	return async (call) => {
		const { ref, argument, context } = call.arguments;
		const { name, uri } = ref as { name?: string; uri?: string };
		const { name: of, value } = argument as { name: string; value?: unknown };
		const request = {
			of: name ?? uri ?? '',
			argument: of,
			typed: typeof value === 'string' ? value : '',
			given: textsOf(isJsonObject(context) ? context.arguments : undefined),
		};
		return completionOf(await complete(request, call));
	};
}

function textsOf(given: unknown): Record<string, string> {
	const entries = isJsonObject(given) ? Object.entries(given) : [];
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}
