import { DONE, type OddServer, to } from './odd-server';

const text = { type: 'text', text: DONE };
const png =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const done = new RegExp(DONE);

/** Beside a good block, so that both have to arrive. */
const blocks: Array<[what: string, block: unknown, also?: RegExp]> = [
	['a video', { type: 'video', url: 'https://example.com/v.mp4' }, /v\.mp4/],
	['JSON as a block', { type: 'json', json: { total: 4711 } }, /4711/],
	['an error as a block', { type: 'error', text: 'Invalid number 4711' }, /Invalid number 4711/],
	['a picture without bytes', { type: 'image', mimeType: 'image/png' }],
	['a picture without a type', { type: 'image', data: png }],
	['a picture as a data URL', { type: 'image', data: `data:image/png;base64,${png}` }],
	['a picture by its address', { type: 'image', url: 'https://example.com/4711.png' }, /4711/],
	[
		'a picture as models have it',
		{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
	],
	['a link without a name', { type: 'resource_link', uri: 'crm://4711' }, /crm:\/\/4711/],
	[
		'a link with null for its size',
		{ type: 'resource_link', uri: 'a://4711', name: 'n', size: null },
		/4711/,
	],
	[
		'a resource without an address',
		{ type: 'resource', resource: { text: 'body 4711' } },
		/body 4711/,
	],
	['a resource that is null', { type: 'resource', resource: null }],
	['null', null],
	['a bare text', 'bare 4711', /bare 4711/],
	['a bare object', { total: 4711 }, /4711/],
	['null for annotations', { ...text, annotations: null }],
	['null for metadata', { ...text, _meta: null }],
	['a text that is a number', { type: 'text', text: 4711 }, /4711/],
	['a text that is null', { type: 'text', text: null }],
];

const results: Array<[what: string, result: unknown, awaited?: RegExp]> = [
	['null for failure', { content: [text], isError: null }],
	['a text for no failure', { content: [text], isError: 'false' }],
	['null for structured content', { content: [text], structuredContent: null }],
	['null for metadata', { content: [text], _meta: null }],
	['a list as structured content', { content: [], structuredContent: [{ said: DONE }] }],
	['a text as structured content', { content: [], structuredContent: DONE }],
	['one block instead of a list', { content: text }],
	['a text instead of content', { content: DONE }],
	['null for content', { content: null, structuredContent: { said: DONE } }],
	['no content', { structuredContent: { said: DONE } }],
	['a result of 2024', { toolResult: { said: DONE } }],
	['its data without content', { said: DONE }],
	['a text as result', DONE],
	['a list as result', [{ said: DONE }]],
	['text beside other data', { content: [text], structuredContent: { id: 7 } }],
	['text beside an empty object', { content: [text], structuredContent: {} }],
];

const both = (also: RegExp | undefined) =>
	also ? new RegExp(`(?=.*${DONE})(?=.*${also.source})`, 's') : done;

export const resultRows: OddServer[] = [
	...blocks.map(([what, block, also]) => ({
		what: `gives ${what} beside a text`,
		reply: to('tools/call', { result: { content: [text, block] } }),
		awaited: both(also),
	})),
	...results.map(([what, result, awaited = done]) => ({
		what: `gives ${what}`,
		reply: to('tools/call', { result }),
		awaited,
	})),
	{
		what: 'reports a failure in a block of its own',
		reply: to('tools/call', {
			result: { isError: true, content: [{ type: 'error', message: 'No credits left' }] },
		}),
		awaited: /No credits left/,
		isError: true,
	},
	{
		what: 'reports a failure in structured content only',
		reply: to('tools/call', {
			result: { isError: true, content: [], structuredContent: { reason: 'No credits left' } },
		}),
		awaited: /No credits left/,
		isError: true,
	},
];
