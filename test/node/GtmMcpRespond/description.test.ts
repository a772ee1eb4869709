import { NodeHelpers } from 'n8n-workflow';

import { GtmMcpRespond } from '../../../nodes/GtmMcpRespond/GtmMcpRespond.node';
import { toWorkflow } from '../harness/run-workflow';

const node = new GtmMcpRespond();

function workflowWith(operation: string) {
	return toWorkflow(
		{
			nodes: [{ name: 'Respond', type: 'test.gtmMcpRespond', parameters: { operation } }],
			connections: {},
		},
		[node],
	);
}

function outputsFor(operation: string) {
	const workflow = workflowWith(operation);
	const found = workflow.getNode('Respond');
	if (!found) throw new Error('no node');
	return NodeHelpers.getNodeOutputs(workflow, found, node.description);
}

describe('the outputs', () => {
	it.each(['askUser', 'askModel', 'askSeveral', 'listRoots'])(
		'of %s say how the question ended',
		(operation) => {
			expect(outputsFor(operation)).toEqual(
				['Answered', 'Declined', 'Cancelled', 'Timed Out'].map((displayName) => ({
					type: 'main',
					displayName,
				})),
			);
		},
	);

	it.each(['respond', 'progress', 'log', 'announce', 'becomeTask'])(
		'of %s are one',
		(operation) => {
			expect(outputsFor(operation)).toEqual(['main']);
		},
	);
});

describe('the subtitle', () => {
	it.each([
		['respond', 'Respond'],
		['askSeveral', 'Ask Several'],
	])('of %s reads %s', (operation, expected) => {
		const workflow = workflowWith(operation);
		const found = workflow.getNode('Respond');
		if (!found) throw new Error('no node');
		const subtitle = workflow.expression.getSimpleParameterValue(
			found,
			node.description.subtitle ?? '',
			'internal',
			{},
		);
		expect(subtitle).toBe(expected);
	});
});
