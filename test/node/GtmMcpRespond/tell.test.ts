import { RecordingLiveCall } from './recording-live-call';
import { itemsOf, runRespond } from './run-respond';

let call: RecordingLiveCall;
beforeEach(() => {
	call = new RecordingLiveCall();
});

describe('Report Progress', () => {
	it('sends a report an item, and leaves out what is not known', async () => {
		const parameters = {
			operation: 'progress',
			progress: '={{ $json.n }}',
			total: '={{ $json.of }}',
			message: '={{ $json.text }}',
		};
		const items = itemsOf({ n: 1, of: 2, text: 'half' }, { n: 2, of: 0, text: '' });
		const run = await runRespond(parameters, { call, items });
		expect(call.progress).toEqual([{ progress: 1, total: 2, message: 'half' }, { progress: 2 }]);
		expect(run.output('Respond').map(({ json }) => json)).toEqual(items.map(({ json }) => json));
	});

	it('refuses what is no number, and goes on where it is to', async () => {
		const parameters = { operation: 'progress', progress: '={{ $json.n }}' };
		const run = await runRespond(parameters, {
			call,
			items: itemsOf({ n: 'x' }, { n: 5 }),
			onError: 'continueErrorOutput',
		});
		expect(run.output('Respond', 0)).toHaveLength(1);
		expect(run.output('Respond', 1)[0]?.json).toMatchObject({
			error: "'Progress' is not a number",
		});
		expect(call.progress).toEqual([{ progress: 5 }]);
	});
});

describe('Log', () => {
	it('sends text and JSON, with level and logger', async () => {
		const parameters = {
			operation: 'log',
			level: '={{ $json.level }}',
			data: '={{ $json.data }}',
			logger: '={{ $json.logger }}',
		};
		const items = itemsOf(
			{ level: 'warning', data: '[sic] a text', logger: 'enrich' },
			{ level: 'debug', data: '{"n":1}', logger: '' },
			{ level: 'info', data: { n: 2 }, logger: '' },
		);
		await runRespond(parameters, { call, items });
		expect(call.logs).toEqual([
			{ level: 'warning', data: '[sic] a text', logger: 'enrich' },
			{ level: 'debug', data: { n: 1 }, logger: undefined },
			{ level: 'info', data: { n: 2 }, logger: undefined },
		]);
	});

	it('refuses a level that the protocol does not have', async () => {
		const run = await runRespond({ operation: 'log', level: '={{ "loud" }}' }, { call });
		expect(run.error?.message).toMatch(/^'Level' is not one of debug, info/);
	});
});

describe('Announce Change', () => {
	it.each([
		['toolsChanged', { kind: 'tools' }],
		['promptsChanged', { kind: 'prompts' }],
		['resourcesChanged', { kind: 'resources' }],
	])('announces %s once for all items', async (change, announced) => {
		await runRespond({ operation: 'announce', change }, { call, items: itemsOf({}, {}) });
		expect(call.changes).toEqual([announced]);
	});

	it('announces each resource that was updated', async () => {
		const parameters = {
			operation: 'announce',
			change: 'resourceUpdated',
			uri: '={{ $json.uri }}',
		};
		const items = itemsOf({ uri: 'crm://1' }, { uri: 'crm://2' }, { uri: 'crm://1' });
		await runRespond(parameters, { call, items });
		expect(call.changes).toEqual([
			{ kind: 'resource', uri: 'crm://1' },
			{ kind: 'resource', uri: 'crm://2' },
		]);
	});

	it('refuses a resource without a URI', async () => {
		const run = await runRespond(
			{ operation: 'announce', change: 'resourceUpdated', uri: '={{ "" }}' },
			{ call },
		);
		expect(run.error?.message).toBe("'URI' is empty");
	});
});

describe('Become Task', () => {
	it('turns the call into a task once', async () => {
		const items = itemsOf({ ttl: 60 }, { ttl: 90 });
		const run = await runRespond(
			{ operation: 'becomeTask', ttl: '={{ $json.ttl }}' },
			{ call, items },
		);
		expect(call.tasks).toEqual([60_000]);
		expect(run.output('Respond')).toHaveLength(2);
	});

	it('goes on as a plain call with a client that does not know tasks', async () => {
		call.knowsTasks = false;
		const run = await runRespond({ operation: 'becomeTask' }, { call });
		expect(run.status).toBe('success');
		expect(run.hints).toEqual([expect.stringContaining('continues without a task')]);
	});

	it.each([0, -1, 1e12])('refuses to live for %d seconds', async (ttl) => {
		const run = await runRespond({ operation: 'becomeTask', ttl }, { call });
		expect(run.error?.message).toMatch(/^'Time to Live \(Seconds\)' is not between/);
	});
});

describe('without a client', () => {
	it.each([
		{ operation: 'progress' },
		{ operation: 'log', data: 'x' },
		{ operation: 'announce', change: 'toolsChanged' },
		{ operation: 'becomeTask' },
	])('$operation passes the items through, and says so once', async (parameters) => {
		const run = await runRespond(parameters, {
			mode: 'manual',
			startType: 'passThrough',
			items: itemsOf({ a: 1 }, { a: 2 }),
		});
		expect(run.output('Respond').map(({ json }) => json)).toEqual([{ a: 1 }, { a: 2 }]);
		expect(run.hints).toHaveLength(1);
	});
});
