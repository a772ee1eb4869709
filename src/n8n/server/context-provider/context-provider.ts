import type { Caller, ContextGraph } from '../../../context/context-graph';
import type { Intent } from '../../../context/facts/gaps';
import type { EntityType } from '../../../context/model/entity';
import type { ContextAnswer } from '../../../context/query/context-answer';
import type { Subject } from '../../../context/query/subject';
import { cardView, type ReadCard } from '../../../mcp/cards/card-view';
import type { CardName } from '../../../mcp/cards/cards';
import { isJsonObject, type JsonObject } from '../../../mcp/protocol/json-rpc';
import type { InProcessCall } from '../../../mcp/server/provider/in-process-call';
import type {
	CompletionRequest,
	Provider,
	ProviderPrompt,
	ProviderTemplate,
	ProviderTool,
} from '../../../mcp/server/provider/provider';
import { ProviderError } from '../../../mcp/server/provider/provider-error';
import { addressOf } from './context-addresses';
import { callerOf } from './context-caller';
import { type ChangePorts, contextChanges } from './context-changes';
import { type ContextPrompt, contextPrompts, howToUse } from './context-prompts';
import { contextSkills } from './context-skills';
import { CONTEXT_SCOPES, type ContextSettings } from './context-settings';
import type { ContextTool } from './context-tool';
import { metricOf, readingTools } from './reading-tools';
import { writingTools } from './writing-tools';

export interface ContextPorts extends ChangePorts {
	/** Opened when it is first needed, and kept open. */
	graph(this: void): Promise<ContextGraph>;
	/** Milliseconds since 1970. */
	now(this: void): number;
	readCard: ReadCard;
}

/** What serves one call: the graph, and who asks it. */
interface Serving {
	graph: ContextGraph;
	caller: Caller;
	actor: string;
}

type Serve = (call: InProcessCall) => Promise<Serving>;

/** The context graph as a server: everything known about a prospect in one call, in the process. */
export function createContextProvider(settings: ContextSettings, ports: ContextPorts): Provider {
	const serve: Serve = async (call) => ({
		graph: await ports.graph(),
		caller: callerOf(call, settings, new Date(ports.now()).toISOString().slice(0, 10)),
		actor: `${call.principal.label} with ${call.client?.name ?? 'an unnamed client'}`.slice(0, 120),
	});
	return {
		label: 'Context Graph',
		tools: [...readingTools, ...(settings.writes ? writingTools : [])].map((tool) =>
			toTool(tool, serve),
		),
		resources: [],
		views: (settings.writes ? WRITING_CARDS : READING_CARDS).map((card) =>
			cardView(card, ports.readCard),
		),
		templates: [...ENTITIES.map((entity) => toTemplate(entity, serve)), metricTemplate(serve)],
		prompts: [howToUse, ...contextPrompts.map((prompt) => toPrompt(prompt, serve))],
		skills: contextSkills,
		complete: async (request, call) => await complete(request, await serve(call)),
		subscriptions: contextChanges(ports.graph, ports),
	};
}

function toTool({ run, ...tool }: ContextTool, serve: Serve): ProviderTool {
	return {
		...tool,
		run: async (call) => {
			const { graph, caller, actor } = await serve(call);
			const asking = { caller, actor };
			const data = await explained(async () => await run(graph, call.arguments, asking));
			return { data: plain(data) };
		},
	};
}

/** What the graph says of the arguments is for the model. */
async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof RangeError) throw new ProviderError(error.message);
		throw error;
	}
}

/** As JSON has it: without what is undefined, which no schema lets pass. */
function plain(data: unknown): JsonObject {
	const json = JSON.parse(JSON.stringify(data)) as unknown;
	return isJsonObject(json) ? json : { value: json };
}

const READING_CARDS: readonly CardName[] = ['prospect'];
const WRITING_CARDS: readonly CardName[] = [...READING_CARDS, 'review'];

interface ServedEntity {
	type: EntityType;
	/** Of the template. */
	variable: 'domain' | 'email' | 'id';
	name: string;
	description: string;
}

const ENTITIES: readonly ServedEntity[] = [
	{
		type: 'account',
		variable: 'domain',
		name: 'Account',
		description: 'Everything known about a company, its deals and people',
	},
	{
		type: 'contact',
		variable: 'email',
		name: 'Contact',
		description: 'Everything known about a person and their company',
	},
	{
		type: 'sequence',
		variable: 'id',
		name: 'Sequence',
		description: "Everything known about a sequence, by the graph's id",
	},
];

const JSON_TYPE = 'application/json';
const METRIC_TEMPLATE = 'gtm://metric/{id}';

function templateOf({ type, variable }: ServedEntity): string {
	return `gtm://${type}/{${variable}}`;
}

function toTemplate(entity: ServedEntity, serve: Serve): ProviderTemplate {
	const { type, variable, name, description } = entity;
	return {
		uriTemplate: templateOf(entity),
		name,
		description,
		mimeType: JSON_TYPE,
		requiredScope: CONTEXT_SCOPES.read,
		read: async (call) => {
			const serving = await serve(call);
			const subject = { type, [variable]: String(call.arguments[variable]) } as Subject;
			return { text: JSON.stringify(await contextOf(subject, 'general', serving)) };
		},
	};
}

/** @throws ProviderError if nobody is known by this, or several */
async function contextOf(
	subject: Subject,
	intent: Intent,
	{ graph, caller }: Serving,
): Promise<ContextAnswer> {
	const answer = await explained(async () => await graph.getContext({ subject, intent }, caller));
	if (answer.status !== 'not_found') return answer;
	throw new ProviderError('The context graph knows nothing about this subject.', 'notFound');
}

function metricTemplate(serve: Serve): ProviderTemplate {
	return {
		uriTemplate: METRIC_TEMPLATE,
		name: 'Metric',
		description: 'Metrics of the graph: statistics or hygiene',
		mimeType: JSON_TYPE,
		requiredScope: CONTEXT_SCOPES.read,
		read: async (call) => {
			const { graph } = await serve(call);
			return { text: JSON.stringify(await metricOf(graph, String(call.arguments.id))) };
		},
	};
}

function toPrompt({ text, intent, ...prompt }: ContextPrompt, serve: Serve): ProviderPrompt {
	return {
		...prompt,
		requiredScope: CONTEXT_SCOPES.read,
		get: async (call) => {
			const { email, domain } = call.arguments as { email?: string; domain?: string };
			if (!email && !domain) {
				throw new ProviderError('No person or company given. Enter an email or a domain.');
			}
			const subject = email ? { email } : { domain: domain ?? '' };
			const context = await contextOf(subject, intent, await serve(call));
			const uri = email ? addressOf('contact', email) : addressOf('account', domain ?? '');
			const resource = { uri, mimeType: JSON_TYPE, text: JSON.stringify(context) };
			return [
				{ role: 'user', content: { type: 'text', text } },
				{ role: 'user', content: { type: 'resource', resource } },
			];
		},
	};
}

const MOST_FOUND = 50;

/** Addresses of what the graph finds by the words that were typed, as far as the caller may see them. */
async function complete(
	{ of, argument, typed }: CompletionRequest,
	{ graph, caller }: Serving,
): Promise<readonly string[]> {
	if (of === METRIC_TEMPLATE) {
		return ['statistics', 'hygiene'].filter((metric) => metric.startsWith(typed));
	}
	const entity = ENTITIES.find((each) =>
		contextPrompts.some(({ name }) => name === of)
			? each.variable === argument
			: templateOf(each) === of,
	);
	if (!entity) return [];
	const { type, variable } = entity;
	const { found } = await explained(
		async () =>
			await graph.search({ ...(typed !== '' && { text: typed }), type, limit: MOST_FOUND }, caller),
	);
	return found
		.map(({ id, facts }) => (variable === 'id' ? id : facts[variable]))
		.filter((value): value is string => typeof value === 'string');
}
