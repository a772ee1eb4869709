import { Workflow, type INodeTypes } from 'n8n-workflow';

import { GtmMcpServerTrigger } from '../../../../nodes/GtmMcpServerTrigger/GtmMcpServerTrigger.node';

const trigger = new GtmMcpServerTrigger();

/** The outputs as n8n works them out: by the node's expression, in its own sandbox. */
function outputsOf(parameters: object): unknown {
	const workflow = new Workflow({
		nodes: [
			{
				id: '1',
				name: 'Trigger',
				type: 'gtmMcpServerTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: parameters as never,
			},
		],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => trigger } as unknown as INodeTypes,
	});
	const [node] = Object.values(workflow.nodes);
	if (node === undefined) throw new Error('no node');
	return workflow.expression.getSimpleParameterValue(
		node,
		trigger.description.outputs as string,
		'internal',
		{},
	);
}

describe('the outputs of the trigger', () => {
	it('are one a tool, labelled with its name, in order', () => {
		expect(outputsOf({ branches: { branch: [{ name: 'a' }, { name: 'b' }] } })).toEqual([
			{ type: 'main', displayName: 'a' },
			{ type: 'main', displayName: 'b' },
		]);
	});

	it('are numbered until the branch has a name', () => {
		expect(outputsOf({ branches: { branch: [{ name: '' }] } })).toEqual([
			{ type: 'main', displayName: 'tool 1' },
		]);
	});

	it('stay those of branches that are switched off, and say what other kinds are', () => {
		const branch = [{ name: 'a', settings: { turnedOff: true } }, { kind: 'audit' }];
		expect(outputsOf({ branches: { branch } })).toEqual([
			{ type: 'main', displayName: 'a' },
			{ type: 'main', displayName: 'audit 2' },
		]);
	});

	it('are a plain one before the first tool', () => {
		expect(outputsOf({})).toEqual(['main']);
	});
});

describe('the paths of the trigger', () => {
	it('are the same for every method, the others are for sign-in and the dashboard, and only that of POST is shown', () => {
		const { webhooks = [] } = trigger.description;
		expect(webhooks.slice(0, 3).map(({ httpMethod }) => httpMethod)).toEqual([
			'POST',
			'GET',
			'DELETE',
		]);
		expect(
			new Set(webhooks.map(({ httpMethod, path }) => `${String(httpMethod)} ${path}`)).size,
		).toBe(14);
		expect(new Set(webhooks.slice(0, 3).map(({ path }) => path)).size).toBe(1);
		expect(webhooks.filter(({ ndvHideUrl }) => !ndvHideUrl)).toEqual([webhooks[0]]);
	});
});
