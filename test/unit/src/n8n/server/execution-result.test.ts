import {
	NodeOperationError,
	type INode,
	type IRunExecutionData,
	type ITaskData,
} from 'n8n-workflow';

import { resultOfRun } from '../../../../../src/n8n/server/execution-result';

type ResultData = IRunExecutionData['resultData'];

const node: INode = {
	id: '1',
	name: 'Score',
	type: 'test.score',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const ran = (...outputs: object[][]): ITaskData =>
	({
		startTime: 0,
		executionIndex: 0,
		executionTime: 0,
		source: [],
		data: { main: outputs.map((items) => items.map((json) => ({ json }))) },
	}) as unknown as ITaskData;

const finished = (resultData: Partial<ResultData>, cancelled = false) => ({
	cancelled,
	resultData: { runData: {}, ...resultData },
});

const lastNode = (...outputs: object[][]) =>
	finished({ lastNodeExecuted: 'Score', runData: { Score: [ran(...outputs)] } });

describe('the result of an execution', () => {
	it('is the JSON of the only item of the last node', () => {
		expect(resultOfRun(lastNode([{ score: 80 }]), 'auto')).toEqual({
			content: [{ type: 'text', text: '{"score":80}' }],
			structuredContent: { score: 80 },
		});
	});

	it('is a list of several items, over all outputs', () => {
		const { structuredContent } = resultOfRun(lastNode([{ n: 1 }], [], [{ n: 2 }]), 'auto');
		expect(structuredContent).toEqual({ items: [{ n: 1 }, { n: 2 }] });
	});

	it('is a list of one where the tool always gives a list', () => {
		const { structuredContent } = resultOfRun(lastNode([{ n: 1 }]), 'list');
		expect(structuredContent).toEqual({ items: [{ n: 1 }] });
	});

	it('is an empty list if the last node let nothing through', () => {
		expect(resultOfRun(lastNode([]), 'auto').structuredContent).toEqual({ items: [] });
		expect(resultOfRun(finished({}), 'auto').structuredContent).toEqual({ items: [] });
	});

	it('is taken from the last of several runs of the node', () => {
		const runData = { Score: [ran([{ n: 1 }]), ran([{ n: 2 }])] };
		const run = finished({ lastNodeExecuted: 'Score', runData });
		expect(resultOfRun(run, 'auto').structuredContent).toEqual({ n: 2 });
	});

	it('never carries the caller', () => {
		const { structuredContent } = resultOfRun(lastNode([{ n: 1, _mcp: { tool: 'x' } }]), 'auto');
		expect(structuredContent).toEqual({ n: 1 });
	});

	it('of one that failed is the message and the advice', () => {
		const error = new NodeOperationError(node, 'No such account', { description: 'Check the id.' });
		expect(resultOfRun(finished({ error }), 'auto')).toEqual({
			isError: true,
			content: [{ type: 'text', text: 'No such account\nCheck the id.' }],
		});
	});

	it('of one that was stopped says so', () => {
		expect(resultOfRun(finished({}, true), 'auto')).toEqual({
			isError: true,
			content: [{ type: 'text', text: 'The execution was stopped before it had a result.' }],
		});
	});
});
