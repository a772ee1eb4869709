import {
	NodeOperationError,
	type INode,
	type IRunExecutionData,
	type ITaskData,
} from 'n8n-workflow';

import type { CheckedCall } from '../../../../../src/mcp/server/calls/checked-call';
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
		data: { main: outputs.map((items) => items.map((json) => ('json' in json ? json : { json }))) },
	}) as unknown as ITaskData;

const finished = (resultData: Partial<ResultData>, cancelled = false) => ({
	cancelled,
	resultData: { runData: {}, ...resultData },
});

const lastNode = (...outputs: object[][]) =>
	finished({ lastNodeExecuted: 'Score', runData: { Score: [ran(...outputs)] } });

const call: CheckedCall = {
	kind: 'tool',
	name: 'score',
	target: { kind: 'output', output: 0 },
	arguments: {},
	requestId: 1,
	era: 'modern',
	principal: { kind: 'anonymous', label: 'anonymous' },
};
const readBinary = async ({ data }: { data: string }) => data;
const resultOf = async (
	run: ReturnType<typeof finished>,
	shape: 'auto' | 'list' = 'auto',
	changes: Partial<CheckedCall> = {},
) => await resultOfRun(run, { ...call, ...changes }, shape, readBinary);

const file = (mimeType: string, fileName?: string) => ({ data: 'AAAA', mimeType, fileName });

describe('the result of a tool', () => {
	it('is the JSON of the only item of the last node', async () => {
		expect(await resultOf(lastNode([{ score: 80 }]))).toEqual({
			content: [{ type: 'text', text: '{"score":80}' }],
			structuredContent: { score: 80 },
		});
	});

	it('is a list of several items, over all outputs', async () => {
		const { structuredContent } = await resultOf(lastNode([{ n: 1 }], [], [{ n: 2 }]));
		expect(structuredContent).toEqual({ items: [{ n: 1 }, { n: 2 }] });
	});

	it('is a list of one where the tool always gives a list', async () => {
		const { structuredContent } = await resultOf(lastNode([{ n: 1 }]), 'list');
		expect(structuredContent).toEqual({ items: [{ n: 1 }] });
	});

	it('is an empty list if the last node let nothing through, or none ran', async () => {
		for (const run of [lastNode([]), finished({})]) {
			expect((await resultOf(run)).structuredContent).toEqual({ items: [] });
		}
	});

	it('is taken from the last of several runs of the node', async () => {
		const runData = { Score: [ran([{ n: 1 }]), ran([{ n: 2 }])] };
		const run = finished({ lastNodeExecuted: 'Score', runData });
		expect((await resultOf(run)).structuredContent).toEqual({ n: 2 });
	});

	it('never carries the caller', async () => {
		const { structuredContent } = await resultOf(lastNode([{ n: 1, _mcp: { name: 'x' } }]));
		expect(structuredContent).toEqual({ n: 1 });
	});

	it.each(['image/svg+xml', 'image/tiff'])(
		'has %s as a file: a conversation with such an image is refused by models',
		async (mimeType) => {
			const binary = { picture: file(mimeType) };
			const { content } = await resultOf(lastNode([{ json: {}, binary }]));
			expect(content).toContainEqual({
				type: 'resource',
				resource: expect.objectContaining({ mimeType, blob: 'AAAA' }),
			});
		},
	);

	it('has images, audio and any other file as blocks of their own', async () => {
		const binary = {
			picture: file('image/png'),
			voice: file('audio/wav'),
			sheet: file('text/csv', 'a b.csv'),
			data: file('application/zip'),
		};
		const { content } = await resultOf(lastNode([{ json: {}, binary }]));
		expect(content).toEqual([
			{ type: 'text', text: '{}' },
			{ type: 'image', data: 'AAAA', mimeType: 'image/png' },
			{ type: 'audio', data: 'AAAA', mimeType: 'audio/wav' },
			{
				type: 'resource',
				resource: { uri: 'file:///a%20b.csv', mimeType: 'text/csv', blob: 'AAAA' },
			},
			{
				type: 'resource',
				resource: { uri: 'file:///data', mimeType: 'application/zip', blob: 'AAAA' },
			},
		]);
	});

	it('of an execution that failed is the message and the advice', async () => {
		const error = new NodeOperationError(node, 'No such account', { description: 'Check the id.' });
		expect(await resultOf(finished({ error }))).toEqual({
			isError: true,
			content: [{ type: 'text', text: 'No such account\nCheck the id.' }],
		});
	});

	it('of an execution that was stopped says so', async () => {
		expect(await resultOf(finished({}, true))).toEqual({
			isError: true,
			content: [{ type: 'text', text: 'The execution stopped before it had a result.' }],
		});
	});
});

describe('the result of a resource', () => {
	const contents = async (...items: object[]) =>
		(await resultOf(lastNode(items), 'auto', { kind: 'resource', name: 'a://b' })).contents;

	it('is text or base64 as it is, and anything else as JSON', async () => {
		expect(
			await contents(
				{ text: 'x', mimeType: 'text/markdown' },
				{ blob: 'AAAA' },
				{ n: 1, _mcp: {} },
			),
		).toEqual([
			{ uri: 'a://b', mimeType: 'text/markdown', text: 'x' },
			{ uri: 'a://b', blob: 'AAAA' },
			{ uri: 'a://b', mimeType: 'application/json', text: '{"n":1}' },
		]);
	});

	it('is the files of an item in place of its JSON', async () => {
		const binary = { a: file('image/png'), b: file('text/csv') };
		expect(await contents({ json: { text: 'x' }, binary })).toEqual([
			{ uri: 'a://b', mimeType: 'image/png', blob: 'AAAA' },
			{ uri: 'a://b', mimeType: 'text/csv', blob: 'AAAA' },
		]);
	});

	it('of an execution that failed is an error of the protocol', async () => {
		const run = finished({ error: new NodeOperationError(node, 'No') });
		await expect(resultOf(run, 'auto', { kind: 'resource' })).rejects.toMatchObject({
			code: -32603,
			message: 'No',
		});
	});
});

describe('the result of a prompt', () => {
	const prompt = async (...items: object[]) =>
		await resultOf(lastNode(items), 'auto', { kind: 'prompt' });

	it('is a message an item', async () => {
		const content = { type: 'image', data: 'AAAA', mimeType: 'image/png' };
		expect(
			await prompt({ role: 'assistant', text: 'a' }, { role: 'x', content }, { n: 1, _mcp: {} }),
		).toEqual({
			messages: [
				{ role: 'assistant', content: { type: 'text', text: 'a' } },
				{ role: 'user', content },
				{ role: 'user', content: { type: 'text', text: '{"n":1}' } },
			],
		});
	});

	it('is an item that has the messages itself, without the caller', async () => {
		const messages = [{ role: 'user', content: { type: 'text', text: 'a' } }];
		expect(await prompt({ messages, description: 'D', _mcp: {} })).toEqual({
			messages,
			description: 'D',
		});
	});
});

it('the result of a completion is the values that fit what was typed', async () => {
	const args = { argument: { name: 'city', value: 'be' } };
	const complete = async (...items: object[]) =>
		await resultOf(lastNode(items), 'auto', { kind: 'completion', arguments: args });
	const expected = { completion: { values: ['Bern', 'Lübeck'], total: 2, hasMore: false } };
	expect(await complete({ value: 'Lübeck' }, { value: 5 }, { value: 'Bern' })).toEqual(expected);
	expect(await complete({ values: ['Rome', 'Bern', 'Lübeck', 1] })).toEqual(expected);
});
