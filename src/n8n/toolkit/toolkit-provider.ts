import { callerOf } from '../server/caller-of';
import type { ToolkitConnection } from './toolkit-connection';
import { type ToolkitSettings, nameOf } from './toolkit-settings';
import { describeTool } from './describe-tool';
import { toolkitSkill } from './toolkit-skill';
import { type OfferedTool, canDo, isWriting, operationNamed } from '../../gtm/toolkit/offered-tool';
import { type ToolEnd, type ToolRun, runOperation, runTool } from '../../gtm/toolkit/run-tool';
import { promptText } from '../../gtm/toolkit/prompt-text';
import type { ToolkitPrompt, ToolkitResource } from '../../gtm/toolkit/toolkit-tool';
import { toolkits } from '../../gtm/toolkit/toolkits';
import { cardView, type ReadCard } from '../../mcp/cards/card-view';
import { cardUri, type CardName } from '../../mcp/cards/cards';
import type { InProcessCall } from '../../mcp/server/provider/in-process-call';
import type {
	CompletionRequest,
	Provider,
	ProviderPrompt,
	ProviderResource,
	ProviderTemplate,
	ProviderTool,
} from '../../mcp/server/provider/provider';
import { ProviderError } from '../../mcp/server/provider/provider-error';

/** A ready server, served in the process: tools, resources with completion, and prompts. */
export function createToolkitProvider(
	settings: ToolkitSettings,
	connection: ToolkitConnection,
	nodeName: string,
	readCard: ReadCard,
): Provider {
	const { kind, system } = settings;
	const { resources, prompts } = toolkits[kind];
	const able = resources.filter(({ operation }) => canDo(system, operationNamed(kind, operation)));
	const names = settings.tools.map(({ tool }) => tool.name);
	const offered = prompts.flatMap((prompt) => {
		const text = promptText(prompt.text, names);
		return text === undefined ? [] : [{ ...prompt, text }];
	});
	return {
		label: nodeName,
		tools: settings.tools.map((offered) => toTool(offered, settings, connection)),
		views: cardsOf(settings).map((card) => cardView(card, readCard)),
		resources: [healthResource(settings, connection)],
		templates: able.map((resource) => toTemplate(resource, settings, connection)),
		prompts: offered.map((prompt) => toPrompt(prompt, settings)),
		skills: [toolkitSkill(settings, offered)],
		complete: async (request, call) => await complete(request, call, settings, connection),
	};
}

function toTool(
	offered: OfferedTool,
	settings: ToolkitSettings,
	connection: ToolkitConnection,
): ProviderTool {
	const described = describeTool(offered, settings);
	const card = cardOf(offered, settings);
	const approval = { title: `${described.title} in ${settings.system.profile.name}` };
	return {
		...described,
		...(card && { view: { uri: cardUri(card) } }),
		...(card === 'approval' && { approval }),
		run: async (call) => {
			const run = runOf(call, connection);
			return { data: dataOf(await runTool(offered, call.arguments, run)) };
		},
	};
}

/** How hosts show what a tool gives: what is or was written, or numbers. Other reads are for the model. */
function cardOf(offered: OfferedTool, { kind, writes }: ToolkitSettings): CardName | undefined {
	if (isWriting(offered)) return writes === 'ask' ? 'approval' : 'outcome';
	return kind === 'analytics' ? 'report' : undefined;
}

/** The card of approvals comes with the server. */
function cardsOf(settings: ToolkitSettings): CardName[] {
	const cards = settings.tools.flatMap((offered) => cardOf(offered, settings) ?? []);
	return [...new Set(cards)].filter((card) => card !== 'approval');
}

function runOf(
	{ id, workflow, principal, signal }: InProcessCall,
	connection: ToolkitConnection,
	how?: 'passing',
): ToolRun {
	const caller = callerOf(workflow, principal);
	return connection.runFor({ id, caller, signal, ...(how && { isPassing: true }) });
}

function dataOf(end: ToolEnd): Record<string, unknown> {
	if (end.kind === 'data') return end.data;
	throw new ProviderError(end.message);
}

function toTemplate(
	resource: ToolkitResource,
	settings: ToolkitSettings,
	connection: ToolkitConnection,
): ProviderTemplate {
	const { kind, system } = settings;
	const operation = operationNamed(kind, resource.operation);
	const { name, description, path, with: rest, inputFor } = resource;
	return {
		uriTemplate: addressOf(settings, path),
		name: `${system.profile.name}: ${name}`,
		description,
		mimeType: 'application/json',
		requiredScope: operation.scopes.join(' '),
		read: async (call) => {
			const { uri: _, ...variables } = call.arguments;
			const members = inputFor?.(variables as Record<string, string>) ?? variables;
			const run = runOf(call, connection);
			const data = dataOf(await runOperation(operation, { ...rest, ...members }, run));
			if (data.status === 'not_found') {
				throw new ProviderError(`${system.profile.name} has no such record.`, 'notFound');
			}
			return { text: JSON.stringify(data) };
		},
	};
}

/** Whether the vendor can be asked now; of a waterfall, each of them. */
function healthResource(
	settings: ToolkitSettings,
	connection: ToolkitConnection,
): ProviderResource {
	const { kind, prefix, system } = settings;
	// A vendor can be of two kinds, and two toolkits of one kind have a prefix each.
	const path = ['health', kind, prefix].filter((part) => part !== '').join('/');
	return {
		uri: addressOf(settings, path),
		name: `${system.profile.name}: Health`,
		description:
			'Whether the vendor answers, as the last calls found out. Read it after a call failed, before you try again.',
		mimeType: 'application/json',
		read: async () => ({ text: JSON.stringify({ vendors: await connection.health() }) }),
	};
}

function addressOf({ system }: Pick<ToolkitSettings, 'system'>, path: string): string {
	return `${system.profile.id}://${path}`;
}

/** What a person typed before vendors are asked. */
const LEAST_TYPED = 2;

/** Values from the vendor's own records; none for who may not see the field that they are of. */
async function complete(
	{ of, typed }: CompletionRequest,
	call: InProcessCall,
	settings: ToolkitSettings,
	connection: ToolkitConnection,
): Promise<readonly string[]> {
	const { kind, system } = settings;
	const found = toolkits[kind].resources.find(({ path }) => addressOf(settings, path) === of);
	const completion = found?.completion;
	if (!completion || typed.length < LEAST_TYPED) return [];
	const { member, inputFor } = completion;
	const operation = operationNamed(kind, completion.operation);
	if (!canDo(system, operation) || !maySee(member, settings, call)) return [];
	// The field is what is asked for, whatever else may leave.
	const run = { ...runOf(call, connection, 'passing'), fields: [] };
	const end = await runOperation(operation, inputFor(typed), run);
	if (end.kind === 'failed') return [];
	const records = Array.isArray(end.data.record) ? (end.data.record as unknown[]) : [];
	return records
		.map((record) => (record as Record<string, unknown>)[member])
		.filter((value): value is string => typeof value === 'string')
		.filter((value) => value.toLowerCase().includes(typed.toLowerCase()));
}

function maySee(
	member: string,
	{ fields }: ToolkitSettings,
	{ principal }: Pick<InProcessCall, 'principal'>,
): boolean {
	const own = fields.length === 0 || fields.includes(member);
	const visible = principal.resultFields ?? [];
	const names = [member, 'record', `record.${member}`];
	return own && (visible.length === 0 || names.some((name) => visible.includes(name)));
}

/** The arguments of prompts are text, and some are left out. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function toPrompt(prompt: ToolkitPrompt, settings: ToolkitSettings): ProviderPrompt {
	const { name, title, description, text } = prompt;
	const named = text.replace(/<(\w+)>/g, (_, tool: string) => nameOf(settings, tool));
	return {
		name: nameOf(settings, name),
		title,
		description,
		arguments: prompt.arguments,
		get: async ({ arguments: given }) => {
			const filled = named.replace(/\{(\w+)\}/g, (_, member: string) => textOf(given[member]));
			return await Promise.resolve([
				{ role: 'user' as const, content: { type: 'text' as const, text: filled } },
			]);
		},
	};
}
