import type { NewWorkflow } from '../n8n/rest-types.ts';
import { askingTools, inputRequiredTools } from './fixtures/asking-tools.ts';
import { drawWorkflow } from './fixtures/canvas.ts';
import type { FixtureGroup } from './fixtures/canvas.ts';
import { contentTools, notifyingTools } from './fixtures/content-tools.ts';
import { servedByFlows, staticContent } from './fixtures/resources-and-prompts.ts';
import { taskTools } from './fixtures/task-tools.ts';

/** Where the checked-in workflow is, below the repository. */
export const FIXTURE_WORKFLOW_FILE = 'examples/conformance/mcp-fixtures.json';

/** Of the fixture workflow's trigger, on n8n's URL and on the own port. */
export const FIXTURE_PATH = 'conformance';

export const TRIGGER_TYPE = 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger';

const GROUPS: FixtureGroup[] = [
	{ heading: '## What a tool can answer', fixtures: contentTools },
	{ heading: '## What a tool can say before it answers', fixtures: notifyingTools },
	{ heading: '## What a tool can ask', fixtures: askingTools },
	{
		heading: '## Asked of clients that answer and call again (2026-07-28)',
		fixtures: inputRequiredTools,
	},
	{ heading: '## Tasks', fixtures: taskTools },
	{ heading: '## Resources, prompts and completions that a flow makes', fixtures: servedByFlows },
];

/**
 * The workflow that shows the official conformance suite everything that it looks for: each
 * fixture is a branch of one trigger, made of our nodes and ordinary nodes of n8n.
 */
export function fixtureWorkflow(): NewWorkflow {
	return drawWorkflow({
		name: 'MCP conformance fixtures',
		trigger: {
			name: 'GTM MCP Server Trigger',
			type: TRIGGER_TYPE,
			typeVersion: 1.1,
			webhookId: 'c0f00000-0000-4000-8000-0000000000aa',
			parameters: {
				authentication: 'none',
				path: FIXTURE_PATH,
				options: {
					serverName: 'MCP conformance fixtures',
					instructions: 'Each tool, resource and prompt is a fixture of the conformance suite.',
					listen: 'both',
					host: '127.0.0.1',
					port: 8808,
					content: staticContent,
				},
			},
		},
		groups: GROUPS,
	});
}

/** The text of the checked-in file, as n8n's editor imports it. */
export function fixtureWorkflowJson(): string {
	return `${JSON.stringify(fixtureWorkflow(), null, 2)}\n`;
}
