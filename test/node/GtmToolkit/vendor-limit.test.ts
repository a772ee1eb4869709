import { answered } from './toolkit-server';
import { restartProcess } from '../GtmSequencer/sequencer-node';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';

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
