import { type Answer, WALKS, kindsOf } from './every-tool';
import { answered } from './toolkit-server';
import { restartProcess } from '../GtmSequencer/sequencer-node';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { offeredTools } from '../../../src/gtm/toolkit/offered-tool';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { SERVERS } from '../../../src/n8n/toolkit/toolkit-settings';

jest.setTimeout(60_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	await restartProcess();
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await restartProcess();
});

/** What a tool of the catalogue may end with and have done what it says. */
const DONE = ['created', 'updated', 'unchanged', 'found', 'partial'];

describe.each(SERVERS)('the ready server $value', ({ value, category, vendor }) => {
	it('does what each of its tools says, every kind of it, through MCP', async () => {
		const tools = offeredTools(category, vendor).map(({ tool }) => tool.name);
		const toolkits = [{ server: value, writes: 'on', options: { tools, creditsPerDay: 10_000 } }];
		const list = await answered(sandbox, toolkits, { method: 'tools/list' });
		const all = kindsOf(list.result.tools as never);
		const called = new Map<string, unknown>();
		await WALKS[category]({
			vendor: vendor.profile.id,
			world: sandbox.sandbox.world,
			wait: async (ms) => await gtmProcess().clock.sleep(ms),
			has: (name, kind) => all.includes(kind === undefined ? name : `${name} ${kind}`),
			async call(name, args) {
				const params = { name, arguments: args as never };
				const { result } = await answered(sandbox, toolkits, { method: 'tools/call', params });
				const { status } = (result.structuredContent ?? {}) as { status?: string };
				const kind = typeof args.kind === 'string' ? args.kind : undefined;
				const asked = kind !== undefined && !all.includes(name) ? `${name} ${kind}` : name;
				called.set(asked, status !== undefined && DONE.includes(status) ? status : result);
				if (result.isError !== true) return result.structuredContent as Answer;
				const [{ text }] = result.content as [{ text: string }];
				return { refusal: text };
			},
		});
		expect(Object.fromEntries(called)).toEqual(
			Object.fromEntries(all.map((name) => [name, expect.stringMatching(DONE.join('|'))])),
		);
	});
});

/** FullEnrich's, of a minute. */
const ALLOWED = 60;

it('a call that a limit would keep for longer than its client waits is told when to come back', async () => {
	const tools = ['credit_balance'];
	const toolkits = [{ server: 'enrichment.fullenrich', writes: 'off', options: { tools } }];
	const params = { name: 'credit_balance', arguments: {} };
	const call = async () => await answered(sandbox, toolkits, { method: 'tools/call', params });
	for (let count = 0; count < ALLOWED; count += 1) {
		expect((await call()).result).not.toHaveProperty('isError', true);
	}
	const { result } = await call();
	expect(result).toMatchObject({
		isError: true,
		content: [{ text: expect.stringMatching(/Call again with the same arguments in \d+ seconds/) }],
	});
});
