import { NodeHelpers, type INodeTypeDescription } from 'n8n-workflow';

import { RespondTool } from './test-nodes';
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

/** The operations that the editor offers, and the one that it opens with. */
function offeredBy(description: INodeTypeDescription) {
	const [operation] = description.properties.filter(
		(property) =>
			property.name === 'operation' &&
			NodeHelpers.displayParameter({}, property, { typeVersion: 1 }, description),
	);
	return {
		first: operation?.default,
		all: (operation?.options ?? []).flatMap((option) => ('value' in option ? [option.value] : [])),
	};
}

describe('as a tool of an agent', () => {
	it('opens with a question to the user, and offers nothing that answers the call', () => {
		const { first, all } = offeredBy(new RespondTool().description);
		expect(first).toBe('askUser');
		expect(all).toEqual(['askModel', 'askUser', 'log', 'progress']);
	});

	it('opens with the answer where the workflow uses it', () => {
		expect(offeredBy(node.description)).toMatchObject({ first: 'respond' });
	});

	it('says so in the list of tools', () => {
		const { usableAsTool } = node.description;
		expect(usableAsTool).toMatchObject({
			replacements: { description: expect.stringMatching(/^Let an agent ask the user/) },
		});
	});
});
