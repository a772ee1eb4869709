import { answered } from './toolkit-server';
import { restartProcess } from '../GtmSequencer/sequencer-node';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import type { JsonObject } from '../../../src/mcp/protocol/json-rpc';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';

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

const POSTHOG = { server: 'analytics.posthog' };

const call = async (name: string, values: JsonObject = {}): Promise<JsonObject> => {
	const params = { name, arguments: values };
	return (await answered(sandbox, [POSTHOG], { method: 'tools/call', params })).result;
};

const window = () => {
	const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
	const { asOf } = sandbox.sandbox.world;
	return { from: day(asOf - 60 * 86_400_000), to: day(asOf) };
};

const busy = () => ({ event: 'workflow run', condition: 'above', threshold: 1, ...window() });

describe('alerts that a model sets', () => {
	it('fire once when they are checked, then are silent for their cool-down', async () => {
		const set = await call('set_alert', { name: 'busy', ...busy() });
		expect(set).toMatchObject({ structuredContent: { status: 'created' } });
		await call('set_alert', { name: 'quiet', ...busy(), condition: 'below' });
		const record = async () =>
			((await call('check_alerts')).structuredContent as { record: unknown }).record;
		expect(await record()).toMatchObject([
			{ alert: 'busy', fires: true },
			{ alert: 'quiet', fires: false },
		]);
		expect(await record()).toMatchObject([{ fires: false }, { fires: false }]);
	});

	it('outlive the process', async () => {
		await call('set_alert', { name: 'busy', ...busy() });
		await gtmProcess().ledger().close();
		const { structuredContent } = await call('check_alerts');
		expect(structuredContent).toMatchObject({ record: [{ alert: 'busy', fires: true }] });
	});

	it('are gone when they are removed, and who removes none is told so', async () => {
		await call('set_alert', { name: 'busy', ...busy() });
		await call('remove_alert', { name: 'busy' });
		expect(await call('check_alerts')).toMatchObject({ structuredContent: { record: [] } });
		expect(await call('remove_alert', { name: 'busy' })).toMatchObject({
			structuredContent: { status: 'not_found', reason: { code: 'no_such_alert' } },
		});
	});

	it('are not kept if their metric cannot be read', async () => {
		sandbox.sandbox.setFault({ vendor: 'posthog', kind: 'server_error', times: 10 });
		expect(await call('set_alert', { name: 'busy', ...busy() })).toMatchObject({ isError: true });
		sandbox.sandbox.faults.clear();
		expect(await call('check_alerts')).toMatchObject({ structuredContent: { record: [] } });
	});
});

it('conversion is read by its address', async () => {
	const { result } = await answered(sandbox, [POSTHOG], {
		method: 'resources/read',
		params: { uri: `posthog://funnel/${encodeURIComponent('signed in,workflow run')}` },
	});
	expect(JSON.stringify(result.contents)).toContain('found');
});
