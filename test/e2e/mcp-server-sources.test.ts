import { listen, post, resultOf, textOf } from './clients/raw-requests';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { noOp, publishTrigger, tool, withTriggerParameters } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';

const RESPOND = 'n8n-nodes-gtm-mcp.gtmMcpRespond';
const { url } = n8nContext();

describe('tools of connected nodes', () => {
	it.each(['the webhook URL', 'the own port'])('are listed and called at %s', async (where) => {
		const ownPortNumber = await freePort();
		const suffix = where === 'the own port' ? 'port' : 'hook';
		await publishTrigger(
			{
				path: `connected-${suffix}`,
				branches: {},
				options: { listen: 'both', port: ownPortNumber },
			},
			[
				{
					name: 'Calculator',
					type: '@n8n/n8n-nodes-langchain.toolCalculator',
					parameters: {},
				},
			],
			{
				connections: {
					Trigger: {},
					Calculator: { ai_tool: [[{ node: 'Trigger', type: 'ai_tool', index: 0 }]] },
				},
			},
		);
		const target =
			suffix === 'port'
				? `http://127.0.0.1:${ownPortNumber}/connected-port`
				: `${url}/mcp/connected-hook`;
		const { tools } = await resultOf(await post(target, 'tools/list', {}));
		expect(tools).toMatchObject([{ name: expect.stringMatching(/calculator/i) }]);
		const [{ name }] = tools as [{ name: string }];
		const result = await resultOf(
			await post(target, 'tools/call', { name, arguments: { input: '6 * 7' } }),
		);
		expect(textOf(result)).toContain('42');
	});
});

describe('publishing a server anew', () => {
	it('is told to clients that listen, for the lists that changed', async () => {
		const id = await publishTrigger({ path: 'anew', ...tool() }, [noOp]);
		const wanted = { toolsListChanged: true, promptsListChanged: true };
		const subscription = await listen(`${url}/mcp/anew`, wanted);
		await subscription.next();
		const n8n = loggedInClient();
		const workflow = await n8n.getWorkflow(id);
		const changed = withTriggerParameters(workflow, tool({ description: 'Echoes louder' }));
		await n8n.updateWorkflow(id, { nodes: changed.nodes, connections: changed.connections });
		await n8n.publishWorkflow(id);
		expect(await subscription.next()).toContain('notifications/tools/list_changed');
		subscription.stop();
	}, 30_000);
});

describe('GTM MCP Respond', () => {
	it('answers with the blocks that it is told', async () => {
		await publishTrigger({ path: 'respond', ...tool() }, [
			{
				type: RESPOND,
				parameters: {
					operation: 'respond',
					answerWith: 'content',
					blocks: { block: [{ type: 'text', text: '=Hello {{ $json.name }}' }] },
				},
			},
		]);
		const result = await resultOf(
			await post(`${url}/mcp/respond`, 'tools/call', { name: 'echo', arguments: { name: 'Dana' } }),
		);
		expect(textOf(result)).toBe('Hello Dana');
	});
});
