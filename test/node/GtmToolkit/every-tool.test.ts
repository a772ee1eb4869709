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
