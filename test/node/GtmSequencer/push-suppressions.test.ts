import type { INodeParameters } from 'n8n-workflow';

import { vendors } from '../../../src/gtm/vendors/registry';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { restartProcess } from './sequencer-node';

jest.setTimeout(60_000);

const pushed = vendors.sequencer
	.filter(({ blockList }) => blockList)
	.map(({ profile }) => profile.id);

let sandbox: OpenSandbox;

beforeEach(async () => {
	await restartProcess();
	sandbox = await openSandbox({ settings: { limits: 'off' } });
});

afterEach(async () => {
	await sandbox.close();
	await restartProcess();
});

async function act(parameters: INodeParameters) {
	const { items } = await runGtmNode(sandbox, {
		type: 'gtmSequencer',
		parameters,
		onError: 'continueRegularOutput',
	});
	return items;
}

const add = async (who: string, more: INodeParameters = {}) =>
	await act({ resource: 'suppression', operation: 'add', who, ...more });

const push = async (vendor: string) =>
	(await act({ vendor, resource: 'blocklist', operation: 'push' }))[0];

const writes = () => sandbox.sandbox.log.list().filter(({ method }) => method === 'POST');

it('is offered for every sequencer that keeps a list', () => {
	expect(pushed.toSorted()).toEqual(['instantly', 'lemlist', 'smartlead']);
});

describe.each(pushed)('with %s', (vendor) => {
	it('puts on its list whom ours has, once, and says what became of each', async () => {
		const known = sandbox.sandbox.world.suppressions.find(({ kind }) => kind === 'email');
		await add('kim@pushed-run.example');
		await add('pushed-run.com', { scope: 'sequencer' });
		await add('elsewhere@pushed-run.example', { scope: 'crm' });
		await add('soon@pushed-run.example', { until: '2030-01-01T00:00:00Z' });
		await add(known?.value ?? '', { scope: vendor });
		expect(await push(vendor)).toMatchObject({
			status: 'updated',
			record: {
				counts: { pushed: 2, already: 1, temporary: 1, missing: 0 },
				entries: expect.arrayContaining([
					{ kind: 'email', value: 'kim@pushed-run.example', outcome: 'pushed' },
					{ kind: 'domain', value: 'pushed-run.com', outcome: 'pushed' },
					{ kind: 'email', value: 'soon@pushed-run.example', outcome: 'temporary' },
				]) as unknown,
			},
		});
		expect(writes()).toHaveLength(1);
		expect(await push(vendor)).toMatchObject({
			status: 'unchanged',
			record: { counts: { pushed: 0, already: 3 } },
		});
		expect(writes()).toHaveLength(1);
	});

	it('takes nobody off its list when they leave ours', async () => {
		await add('kim@pushed-run.example');
		await push(vendor);
		await act({ resource: 'suppression', operation: 'remove', who: 'kim@pushed-run.example' });
		expect(await push(vendor)).toMatchObject({ status: 'unchanged' });
		expect(sandbox.sandbox.log.list().filter(({ method }) => method === 'DELETE')).toEqual([]);
	});

	it('says who is missing when the vendor fails, and pushes them the next time', async () => {
		await add('kim@pushed-run.example');
		sandbox.sandbox.setFault({ vendor, kind: 'blocked' });
		expect((await push(vendor))?.status).not.toBe('updated');
		sandbox.sandbox.faults.clear();
		expect(await push(vendor)).toMatchObject({
			status: 'updated',
			record: { counts: { pushed: 1 } },
		});
	});
});

it('pushes LinkedIn pages and phones to lemlist, which takes them, and says so where they are not taken', async () => {
	await add('https://www.linkedin.com/in/kim-pushed');
	await add('+1 303 555 0152');
	expect(await push('lemlist')).toMatchObject({ record: { counts: { pushed: 2 } } });
	expect(await push('instantly')).toMatchObject({
		status: 'unchanged',
		record: { counts: { not_taken: 2 } },
	});
});
