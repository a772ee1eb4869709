import { SequencerNode, ofPeople, toItems } from './sequencer-node';
import { numericId } from '../../../sandbox/world/slice.ts';

const CAMPAIGN = numericId(10_000, 'sequence-1');

const KEY = 'sandbox-smartlead';

const ADD = 'POST /api/v1/campaigns/{campaignId}/leads';

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('smartlead', CAMPAIGN);
});

afterEach(async () => {
	await node.close();
});

const enrollRaw = async (credentials: Parameters<SequencerNode['run']>[1]['credentials'] = {}) =>
	await node.run('enrollment.enroll', {
		parameters: ofPeople(CAMPAIGN, { options: { output: 'raw' } }),
		items: toItems('kim@key-run.com'),
		onError: 'continueRegularOutput',
		credentials,
	});

describe('the key, which Smartlead wants in the query,', () => {
	it.each([
		['a success', undefined, 'created'],
		['a broken connection', 'reset', 'upstream_error'],
		['an error of Smartlead', 'server_error', 'upstream_error'],
		['a web page instead of an answer', 'garbage', 'upstream_error'],
		['a rate limit', 'rate_limit_burst', 'rate_limited'],
	] as const)(
		'shows in no output, error or log after %s',
		async (_name, kind, status) => {
			if (kind) node.setFault({ kind });
			const finished = await enrollRaw();
			expect(node.calls()[0]?.url).toContain('api_key=***');
			expect(finished.items).toMatchObject([{ status }]);
			expect(node.toldBy(finished)).not.toContain(KEY);
		},
		20_000,
	);

	it('does not show in the error that stops the node, nor in its causes', async () => {
		node.setFault({ kind: 'reset' });
		const finished = await node.run('enrollment.get', {
			parameters: ofPeople(CAMPAIGN),
			items: toItems('kim@key-run.com'),
		});
		expect(finished.error?.message).toMatch(/^Smartlead did not answer/);
		expect(node.toldBy(finished)).not.toContain(KEY);
	});

	it('if it is wrong, is refused with what to do, and shown nowhere', async () => {
		const apiKey = 'a-wrong-key-of-smartlead-0123456789';
		const finished = await enrollRaw({ gtmSmartleadApi: { apiKey } });
		expect(finished.items).toMatchObject([
			{
				status: 'forbidden',
				reason: { code: 'invalid_key', message: expect.stringMatching(/Check the API key/) },
			},
		]);
		expect(node.toldBy(finished)).not.toContain(apiKey);
		expect(node.calls(ADD)).toEqual([]);
	});
});
