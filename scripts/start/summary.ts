import { renderVendors } from '../../sandbox/start.ts';
import type { StartedSandbox } from '../../sandbox/start.ts';
import type { NewWorkflow } from '../n8n/rest-types.ts';
import { renderClientConfiguration } from './client-configuration.ts';
import type { McpServerAccess, ToolCall } from './client-configuration.ts';
import type { EarlierMemory } from './earlier-memory.ts';
import { chatUrl, formUrl, mcpPath } from './examples.ts';
import type { QuickStartRecord } from './quick-start-record.ts';
import {
	formSentence,
	playbookSentences,
	readyServerSentences,
	sentencesFor,
} from './sentences.ts';
import type { Sentence } from './sentences.ts';

/** Calls that the examples answer, for the printed Inspector lines, by the path of the server. */
const EXAMPLE_CALLS: Readonly<Record<string, ToolCall>> = {
	gtm: {
		name: 'qualify_inbound_lead',
		arguments: {
			email: 'dana@acme.example',
			full_name: 'Dana Fisher',
			job_title: 'VP Revenue Operations',
			company: 'Acme',
			employees: 450,
			message: 'We would like a demo and pricing for 200 seats.',
		},
	},
	prospects: { name: 'list_sequences', arguments: {} },
	crm: { name: 'list_owners', arguments: {} },
	enrichment: { name: 'credit_balance', arguments: {} },
	sequencer: { name: 'list_sequences', arguments: {} },
	analytics: { name: 'query_metric', arguments: { event: 'workflow run' } },
	qualification: {
		name: 'qualify_lead',
		arguments: { email: 'dana@acme.example', fullName: 'Dana Fisher' },
	},
	briefings: { name: 'brief_account', arguments: { domain: 'alderbay-automation.example' } },
};

/** Where the workflows' MCP servers are reached, with the key that they accept. */
export function servedMcp(
	n8nUrl: string,
	key: string,
	workflows: NewWorkflow[],
): McpServerAccess[] {
	const paths = workflows.map(mcpPath).filter((path) => path !== undefined);
	return paths.map((path) => ({
		name: path.replaceAll(/[^\w-]+/g, '-'),
		url: `${n8nUrl}/mcp/${path}`,
		key,
	}));
}

/** What the quick start prints when all is up; holds the login and the key. */
export function renderQuickStart(started: {
	n8n: { url: string; logFile: string };
	sandbox: Pick<StartedSandbox, 'url' | 'vendors' | 'examples'>;
	record: QuickStartRecord;
	workflows: NewWorkflow[];
	memory: EarlierMemory;
}): string {
	const { n8n, sandbox, record, workflows, memory } = started;
	const servers = servedMcp(n8n.url, record.mcpKey, workflows);
	const ofDemo = sentencesFor(sandbox.examples);
	const sentences: Partial<Record<string, Sentence[]>> = {
		...ofDemo,
		...readyServerSentences(sandbox.examples),
		...playbookSentences(sandbox.examples),
	};
	const forms = workflows.map((workflow) => formUrl(n8n.url, workflow)).filter(isPresent);
	const chats = workflows.map((workflow) => chatUrl(n8n.url, workflow)).filter(isPresent);
	return [
		...(servers.length > 0 ? [renderClientConfiguration(servers, EXAMPLE_CALLS)] : []),
		'── Emulated vendors, with invented data',
		'',
		...renderVendors(sandbox.vendors).map((line) => `  ${line}`),
		'',
		...renderMemory(memory),
		'n8n is running.',
		'',
		`  Editor       ${n8n.url}`,
		`  Login        ${record.owner.email}`,
		`  Password     ${record.owner.password}`,
		...chats.map((url) => `  Demo chat    ${url}`),
		...forms.map((url) => `  Lead form    ${url}`),
		...(servers.length > 0
			? [`  MCP key      ${record.mcpKey}`]
			: ['  No example serves MCP yet.']),
		`  Vendors      ${sandbox.url}: what they were asked, people to try, faults to set`,
		`  Log          ${n8n.logFile}`,
		'',
		...(chats.length > 0
			? renderSentences(
					`In the demo chat, or with the MCP servers ${Object.keys(ofDemo).join(', ')}, say`,
					Object.values(ofDemo).flat(),
				)
			: []),
		...servers
			.filter(({ name }) => chats.length === 0 || !Object.hasOwn(ofDemo, name))
			.flatMap((server) => renderServer(server, sentences[server.name] ?? [])),
		...(forms.length > 0 ? renderSentences('The lead form', [formSentence(sandbox.examples)]) : []),
		...renderPlaybooks(workflows),
		'Ctrl-C stops n8n and the emulated vendors.',
		'',
	].join('\n');
}

function renderMemory(memory: EarlierMemory): string[] {
	switch (memory.kind) {
		case 'none':
			return [];
		case 'aside':
			return [
				'The emulated vendors start anew, and with them what the GTM nodes remember of them.',
				`What they remembered before is in ${memory.folder} until the next start.`,
				'',
			];
		case 'kept':
			return [
				'The emulated vendors start anew, but the GTM nodes still remember the last start:',
				`they were not made to forget, as ${memory.why}.`,
				'Sandbox contacts can answer "skipped" or "not_found" because of that. To forget everything: npm start -- --clean',
				'',
			];
	}
}

function isPresent<T>(value: T | undefined): value is T {
	return value !== undefined;
}

function renderServer({ name, url }: McpServerAccess, sentences: readonly Sentence[]): string[] {
	const title = `With the MCP server “${name}”, ${url}`;
	return sentences.length === 0 ? [title, ''] : renderSentences(`${title}, say`, sentences);
}

/** By name, each with the first sentence of its description. */
function renderPlaybooks(workflows: readonly NewWorkflow[]): string[] {
	const lines = workflows
		.filter(({ nodes }) => nodes.some(({ type }) => type.endsWith('.gtmPlaybook')))
		.map(({ name, description = '' }) => `  ${name}: ${firstSentence(description)}`);
	return lines.length === 0 ? [] : ['Playbooks, as workflows to change:', '', ...lines, ''];
}

function firstSentence(text: string): string {
	return /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
}

function renderSentences(title: string, sentences: readonly Sentence[]): string[] {
	if (sentences.length === 0) return [];
	const lines = sentences.flatMap(({ say, answer }) => [`  ${say}`, `    → ${answer}`]);
	return [`${title}:`, '', ...lines, ''];
}
