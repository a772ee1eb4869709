import { renderVendors } from '../../sandbox/start.ts';
import type { StartedSandbox } from '../../sandbox/start.ts';
import type { NewWorkflow } from '../n8n/rest-types.ts';
import { renderClientConfiguration } from './client-configuration.ts';
import type { McpServerAccess, ToolCall } from './client-configuration.ts';
import { mcpPath } from './examples.ts';
import type { QuickStartRecord } from './quick-start-record.ts';

/** A call that the first example answers, for the printed Inspector line. */
const EXAMPLE_CALL: ToolCall = {
	name: 'qualify_inbound_lead',
	arguments: {
		email: 'dana@acme.example',
		company: 'Acme',
		message: 'We need pricing for 200 seats',
	},
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
	sandbox: Pick<StartedSandbox, 'url' | 'vendors'>;
	record: QuickStartRecord;
	workflows: NewWorkflow[];
}): string {
	const { n8n, sandbox, record, workflows } = started;
	const servers = servedMcp(n8n.url, record.mcpKey, workflows);
	const urls = servers.map(({ url }) => `  MCP URL      ${url}`);
	const [first] = servers;
	return [
		'',
		'n8n is running.',
		'',
		`  Editor       ${n8n.url}`,
		`  Login        ${record.owner.email}`,
		`  Password     ${record.owner.password}`,
		...urls,
		...(first ? [`  MCP key      ${record.mcpKey}`] : ['  No example serves MCP yet.']),
		`  Log          ${n8n.logFile}`,
		'',
		`Emulated vendors, with invented data, for trying things out: open ${sandbox.url} to see the calls.`,
		'',
		...renderVendors(sandbox.vendors).map((line) => `  ${line}`),
		'',
		...(first ? [renderClientConfiguration(first, EXAMPLE_CALL)] : []),
		'Ctrl-C stops n8n and the emulated vendors.',
		'',
	].join('\n');
}
