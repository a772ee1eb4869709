import type { PromptMessage, Tool } from '@modelcontextprotocol/server';

import { shownAs, withBranchCards } from './branch-cards';
import {
	type ArgumentParameter,
	type BranchKind,
	type BranchParameter,
	type MessageParameter,
	type SettingParameters,
	type StaticPromptParameter,
	type StaticResourceParameter,
	type TriggerParameters,
} from './trigger-parameters';
import { splitList } from '../../base/split-list';
import type { CatalogDeclaration } from '../../mcp/server/catalog/catalog';
import type { Place } from '../../mcp/server/catalog/declaration-error';
import type { InputDeclaration } from '../../mcp/server/catalog/input-schema';
import type { PromptArgument, PromptDeclaration } from '../../mcp/server/catalog/prompts';
import type {
	ResourceDeclaration,
	StaticContent,
	TemplateDeclaration,
} from '../../mcp/server/catalog/resources';
import type { ToolDeclaration } from '../../mcp/server/catalog/tools';
import { PACKAGE_VERSION } from '../../package-version';

type Placed<T> = T & { place: Place; output: number };

/** What a trigger's parameters declare. Branches that are turned off keep their outputs and offer nothing. */
export function toCatalogDeclaration(
	parameters: TriggerParameters,
	nodeName: string,
): CatalogDeclaration {
	const { serverName, instructions, options, content } = parameters;
	const branches = parameters.branches.map((branch, output) => ({
		...branch,
		output,
		place: { list: 'Branch' as const, position: output },
	}));
	const ofKind = (kind: BranchKind) =>
		branches.filter((branch) => (branch.kind ?? 'tool') === kind && isOn(branch));
	const completionOutput = ofKind('completion')[0]?.output;
	const declared: CatalogDeclaration = {
		info: {
			name: serverName === '' ? nodeName : serverName,
			version: options.serverVersion?.trim() || PACKAGE_VERSION,
		},
		...(instructions ? { instructions } : {}),
		tools: ofKind('tool').map(toTool),
		resources: [
			...ofKind('resource').map(toFlowResource),
			...(content.resource ?? []).map(toStaticResource),
		],
		templates: ofKind('template').map(toTemplate),
		prompts: [...ofKind('prompt').map(toFlowPrompt), ...(content.prompt ?? []).map(toStaticPrompt)],
		...(completionOutput === undefined ? {} : { completionOutput }),
	};
	return withBranchCards(declared, ofKind('tool'));
}

/** The output that gets audit records, if there is one. */
export function auditOutput({ branches }: TriggerParameters): number | undefined {
	const output = branches.findIndex((branch) => branch.kind === 'audit' && isOn(branch));
	return output < 0 ? undefined : output;
}

const isOn = ({ settings }: BranchParameter) => settings?.turnedOff !== true;

function toTool(branch: Placed<BranchParameter>): ToolDeclaration {
	const { settings = {}, place, output } = branch;
	const { timeout, execution = 'call', iconUrl, requiredScope, outputSchema } = settings;
	const annotations = toAnnotations(settings.annotations);
	const shown = shownAs(branch);
	// What waits for a person is no result yet, and fits no schema of results.
	const hasSchema = !isBlank(outputSchema) && !shown.approval;
	return {
		place,
		...named(branch),
		description: branch.description?.trim() ?? '',
		input: toInput(branch),
		...(hasSchema ? { outputSchema } : {}),
		...shown,
		...(annotations ? { annotations } : {}),
		...(iconUrl?.trim() ? { iconUrl: iconUrl.trim() } : {}),
		...(requiredScope?.trim() ? { requiredScope: requiredScope.trim() } : {}),
		execution,
		...(timeout ? { timeoutMs: timeout * 1000 } : {}),
		resultFields: splitList(settings.resultFields),
		target: { kind: 'output', output },
	};
}

function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Hints that were not chosen are false: the protocol's own defaults assume the worst. */
function toAnnotations(chosen: SettingParameters['annotations']): Tool['annotations'] {
	if (chosen === undefined) return undefined;
	return {
		readOnlyHint: chosen.includes('readOnly'),
		destructiveHint: chosen.includes('destructive'),
		idempotentHint: chosen.includes('idempotent'),
		openWorldHint: chosen.includes('openWorld'),
	};
}

function toInput({ inputMode, fields, inputSchema, settings }: BranchParameter): InputDeclaration {
	if (inputMode === 'schema') return { kind: 'schema', schema: inputSchema };
	return {
		kind: 'fields',
		tolerant: settings?.strictArguments !== true,
		fields: (fields?.field ?? []).map((field) => ({
			name: field.name?.trim() ?? '',
			type: field.type ?? 'string',
			description: field.description?.trim() ?? '',
			required: field.required ?? false,
			allowedValues: splitList(field.allowedValues),
		})),
	};
}

function named({
	name,
	description,
	settings,
}: Pick<BranchParameter, 'name' | 'description' | 'settings'>) {
	const shown = settings?.title?.trim();
	const told = description?.trim();
	return {
		name: name?.trim() ?? '',
		...(shown ? { title: shown } : {}),
		...(told ? { description: told } : {}),
	};
}

const SECOND = 1000;
const DEFAULT_TTL_SECONDS = 60;

function resourceSettings(settings: SettingParameters = {}) {
	const { mimeType, size, audience, priority, ttl = DEFAULT_TTL_SECONDS, requiredScope } = settings;
	const annotations = {
		...(audience?.length ? { audience } : {}),
		...(priority === undefined ? {} : { priority }),
	};
	return {
		...(mimeType?.trim() ? { mimeType: mimeType.trim() } : {}),
		...(size ? { size } : {}),
		...(Object.keys(annotations).length > 0 ? { annotations } : {}),
		caching: { ttlMs: ttl * SECOND, cacheScope: settings.cacheScope ?? ('private' as const) },
		...(requiredScope?.trim() ? { requiredScope: requiredScope.trim() } : {}),
		resultFields: splitList(settings.resultFields),
	};
}

function toFlowResource(branch: Placed<BranchParameter>): ResourceDeclaration {
	return {
		place: branch.place,
		uri: branch.uri?.trim() ?? '',
		...named(branch),
		...resourceSettings(branch.settings),
		source: { kind: 'flow', output: branch.output },
	};
}

function toTemplate(branch: Placed<BranchParameter>): TemplateDeclaration {
	const variables = branch.completions?.variable ?? [];
	return {
		place: branch.place,
		uriTemplate: branch.uriTemplate?.trim() ?? '',
		...named(branch),
		...resourceSettings(branch.settings),
		completions: Object.fromEntries(
			variables.map(({ name, values }) => [name?.trim() ?? '', splitList(values)]),
		),
		source: { kind: 'flow', output: branch.output },
	};
}

function toStaticResource(
	resource: StaticResourceParameter,
	position: number,
): ResourceDeclaration {
	const settings = resourceSettings(resource.settings);
	return {
		place: { list: 'Resource', position },
		uri: resource.uri?.trim() ?? '',
		...named(resource),
		...settings,
		...(resource.format === 'json' && !settings.mimeType ? { mimeType: 'application/json' } : {}),
		source: { kind: 'static', content: toContent(resource) },
	};
}

function toContent({ format, text }: StaticResourceParameter): StaticContent {
	const written = typeof text === 'string' ? text : JSON.stringify(text ?? '');
	return format === 'base64' ? { blob: written.replace(/\s+/g, '') } : { text: written };
}

function toArguments(list: ArgumentParameter[] | undefined): PromptArgument[] {
	return (list ?? []).map(({ name, description, required, values }) => ({
		name: name?.trim() ?? '',
		...(description?.trim() ? { description: description.trim() } : {}),
		required: required ?? false,
		values: splitList(values),
	}));
}

function toFlowPrompt(branch: Placed<BranchParameter>): PromptDeclaration {
	return {
		place: branch.place,
		...named(branch),
		arguments: toArguments(branch.promptArguments?.argument),
		...(branch.settings?.requiredScope ? { requiredScope: branch.settings.requiredScope } : {}),
		source: { kind: 'flow', output: branch.output },
	};
}

function toStaticPrompt(prompt: StaticPromptParameter, position: number): PromptDeclaration {
	return {
		place: { list: 'Prompt', position },
		...named(prompt),
		arguments: toArguments(prompt.promptArguments?.argument),
		source: { kind: 'static', content: (prompt.messages?.message ?? []).map(toMessage) },
	};
}

function toMessage({ role = 'user', type = 'text', ...parts }: MessageParameter): PromptMessage {
	const { text = '', data = '', mimeType = '', uri = '' } = parts;
	if (type === 'text') return { role, content: { type, text } };
	if (type === 'resource') {
		const described = { uri, ...(mimeType ? { mimeType } : {}) };
		return { role, content: { type, resource: { ...described, text } } };
	}
	return { role, content: { type, data: data.replace(/\s+/g, ''), mimeType } };
}
