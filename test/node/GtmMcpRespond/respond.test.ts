import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { RecordingLiveCall } from './recording-live-call';
import { itemsOf, runRespond } from './run-respond';

const PNG = 'iVBORw0KGgo=';
const content = (...block: INodeParameters[]): INodeParameters => ({
	answerWith: 'content',
	blocks: { block },
});

let call: RecordingLiveCall;
beforeEach(() => {
	call = new RecordingLiveCall();
});

describe('Respond with content', () => {
	it('answers with every type of block, and passes the items through', async () => {
		const items = itemsOf({ name: 'Ada' });
		const run = await runRespond(
			content(
				{ type: 'text', text: '=Hello {{ $json.name }}' },
				{ type: 'image', data: PNG, mimeType: 'image/png' },
				{ type: 'audio', data: PNG, mimeType: 'audio/wav' },
				{ type: 'resource', uri: 'crm://a/1', text: '# Plan', mimeType: 'text/markdown' },
				{ type: 'resourceLink', uri: 'crm://a/2', name: 'Two', description: 'The second' },
			),
			{ call, items },
		);
		expect(run.status).toBe('success');
		expect(call.results).toEqual([
			{
				content: [
					{ type: 'text', text: 'Hello Ada' },
					{ type: 'image', data: PNG, mimeType: 'image/png' },
					{ type: 'audio', data: PNG, mimeType: 'audio/wav' },
					{
						type: 'resource',
						resource: { uri: 'crm://a/1', mimeType: 'text/markdown', text: '# Plan' },
					},
					{ type: 'resource_link', uri: 'crm://a/2', name: 'Two', description: 'The second' },
				],
			},
		]);
		expect(run.output('Respond')).toEqual([{ json: { name: 'Ada' }, pairedItem: { item: 0 } }]);
		expect(run.hints).toEqual([]);
	});

	it('joins the blocks of all items into one answer', async () => {
		const items = itemsOf({ n: 1 }, { n: 2 });
		const parameters = content({ type: 'text', text: '={{ $json }}' });
		const run = await runRespond(parameters, { call, items });
		expect(call.results).toEqual([
			{
				content: [
					{ type: 'text', text: '{"n":1}' },
					{ type: 'text', text: '{"n":2}' },
				],
			},
		]);
		expect(run.output('Respond').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
	});

	it('reads binary fields of the item, with their MIME type', async () => {
		const items: INodeExecutionData[] = [
			{ json: {}, binary: { file: { data: PNG, mimeType: 'image/png' } } },
		];
		const run = await runRespond(
			content(
				{ type: 'image', binaryProperty: 'file' },
				{ type: 'resource', binaryProperty: 'file', uri: 'crm://logo', mimeType: 'image/x-logo' },
			),
			{ call, items },
		);
		expect(run.error).toBeUndefined();
		expect(call.results[0]?.content).toEqual([
			{ type: 'image', data: PNG, mimeType: 'image/png' },
			{ type: 'resource', resource: { uri: 'crm://logo', mimeType: 'image/x-logo', blob: PNG } },
		]);
		expect(run.output('Respond')[0]?.binary).toEqual(items[0]?.binary);
	});

	it('marks the answer as a failure if one item says so', async () => {
		const parameters = {
			...content({ type: 'text', text: 'No such lead' }),
			isError: '={{ $json.bad }}',
		};
		await runRespond(parameters, { call, items: itemsOf({ bad: false }, { bad: true }) });
		expect(call.results[0]?.isError).toBe(true);
	});

	it('names the parameter, the block and the item that do not fit', async () => {
		const run = await runRespond(content({ type: 'image', data: 'not base64!' }), { call });
		expect(run.error).toMatchObject({
			message: "'Data (Base64)' of content block 1 is not base64",
			context: { itemIndex: 0 },
		});
		expect(call.results).toEqual([]);
	});

	it('names the binary field that is missing', async () => {
		const run = await runRespond(content({ type: 'image', binaryProperty: 'file' }), { call });
		expect(run.error?.message).toContain('file');
	});

	it('goes on with the other items where the node is to continue', async () => {
		const run = await runRespond(content({ type: 'resourceLink', uri: '={{ $json.uri }}' }), {
			call,
			items: itemsOf({ uri: '' }, { uri: 'crm://1' }),
			onError: 'continueRegularOutput',
		});
		expect(run.output('Respond')).toEqual([
			expect.objectContaining({
				json: { error: "'URI' of content block 1 is empty" },
				pairedItem: { item: 0 },
			}),
			{ json: { uri: 'crm://1' }, pairedItem: { item: 1 } },
		]);
		expect(call.results).toEqual([
			{ content: [{ type: 'resource_link', uri: 'crm://1', name: 'crm://1' }] },
		]);
	});
});

describe('Respond with something else', () => {
	it('gives structured content of the first item, without the caller', async () => {
		const items = itemsOf({ score: 7, _mcp: { principal: { label: 'Dana' } } }, { score: 8 });
		await runRespond({ answerWith: 'json' }, { call, items });
		expect(call.results).toEqual([
			{ content: [{ type: 'text', text: '{"score":7}' }], structuredContent: { score: 7 } },
		]);
	});

	it('refuses structured content that is no object', async () => {
		const run = await runRespond({ answerWith: 'json', structured: '[1]' }, { call });
		expect(run.error?.message).toBe("'Structured Content (JSON)' is not a JSON object");
	});

	it('gives a raw result to the letter', async () => {
		const result = '{"contents":[{"uri":"crm://1","text":"x"}]}';
		await runRespond({ answerWith: 'raw', result }, { call });
		expect(call.results).toEqual([{ contents: [{ uri: 'crm://1', text: 'x' }] }]);
	});

	it('says which JSON cannot be read', async () => {
		const run = await runRespond({ answerWith: 'raw', result: '{' }, { call });
		expect(run.error?.message).toBe("'Result (JSON)' is not valid JSON");
	});

	it('gives an error of the protocol', async () => {
		await runRespond({ answerWith: 'protocolError', code: -32602, message: 'No' }, { call });
		expect(call.errors).toEqual([expect.objectContaining({ code: -32602, message: 'No' })]);
	});

	it('says so if the call had been answered before', async () => {
		await call.respond({ content: [] });
		const run = await runRespond({ answerWith: 'json' }, { call });
		expect(run.status).toBe('success');
		expect(run.hints).toEqual([expect.stringContaining('was already answered')]);
	});
});

describe('Respond without a call', () => {
	it('passes the items through and says so, in a manual run', async () => {
		const run = await runRespond(
			{ answerWith: 'json' },
			{ mode: 'manual', items: itemsOf({ a: 1 }) },
		);
		expect(run.output('Respond')).toEqual([{ json: { a: 1 }, pairedItem: { item: 0 } }]);
		expect(run.hints).toEqual([expect.stringContaining('No MCP client is waiting for this run')]);
	});

	it('does so in production, where the call can have timed out', async () => {
		const run = await runRespond({ answerWith: 'json' });
		expect(run.status).toBe('success');
		expect(run.hints).toEqual([expect.stringContaining('No MCP call is waiting')]);
	});

	it('fails where no trigger leads to it', async () => {
		const run = await runRespond({ answerWith: 'json' }, { startType: 'passThrough' });
		expect(run.error).toMatchObject({
			message: 'This execution has no MCP call to respond to',
			description: expect.stringContaining('GTM MCP Server Trigger'),
		});
	});
});
