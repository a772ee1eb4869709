import { GtmSequencerChangeTrigger } from '../../../nodes/GtmSequencerChangeTrigger/GtmSequencerChangeTrigger.node';
import { sandboxCredentials } from '../../../sandbox/credentials.ts';
import { openSandbox } from '../../contract/gtm/sandbox-port';
import { credentialTypes } from '../gtm/credential-types';
import type { OpenSandbox } from '../gtm/run-gtm-node';
import { toPoller } from '../harness/poll';

jest.setTimeout(30_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

const open = () =>
	toPoller(new GtmSequencerChangeTrigger(), 'trigger', {
		credentials: sandboxCredentials(sandbox.url),
		credentialTypes,
	});

it.each(['lemlist', 'instantly'])(
	'notes at first where %s is, and goes on there',
	async (vendor) => {
		const poll = open();
		expect(await poll({ vendor, filters: {} })).toBeNull();
		expect(await poll({ vendor, filters: {} })).toBeNull();
	},
);

it('says what is wrong with a filter by its label', async () => {
	await expect(open()({ vendor: 'lemlist', filters: { types: ['read'] } })).rejects.toThrow(
		/Events/,
	);
});

it('fails in the words of the vendor, and goes on when it is back', async () => {
	const poll = open();
	await poll({ vendor: 'lemlist', filters: {} });
	sandbox.sandbox.setFault({ vendor: 'lemlist', kind: 'blocked' });
	await expect(poll({ vendor: 'lemlist', filters: {} })).rejects.toThrow(/lemlist/);
	sandbox.sandbox.faults.clear();
	expect(await poll({ vendor: 'lemlist', filters: {} })).toBeNull();
});
