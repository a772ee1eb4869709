import type { INodeProperties } from 'n8n-workflow';

import { GtmApolloApi } from '../../../credentials/GtmApolloApi.credentials';
import { mailboxId, sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
import { toLoadOptionsContext } from '../harness/load-options';
import { NODES } from '../gtm/run-gtm-node';
import { SequencerNode, byId } from './sequencer-node';

const { gtmSequencer } = NODES;

let node: SequencerNode;

beforeEach(async () => {
	node = await SequencerNode.open('apollo', sequenceId('sequence-0'));
});

afterEach(async () => {
	await node.close();
});

const editor = () =>
	toLoadOptionsContext(
		gtmSequencer,
		{ vendor: 'apollo', authentication: 'apiKey' },
		{ gtmApolloApi: { apiKey: 'sandbox-apollo-master', baseUrl: `${node.opened.url}/apollo` } },
		[new GtmApolloApi()],
	);

const { searchSequences, searchSenders } = gtmSequencer.methods.listSearch;

describe('the list of sequences', () => {
	it('says beside each name whether it runs, those that do first', async () => {
		const { results } = await searchSequences.call(editor());
		const states = results.map(({ name }) => /\((\w+)\)$/.exec(name)?.[1]);
		const all = node.world.sequences.map(({ status }) => status);
		expect(states).toEqual(
			['active', 'paused', 'archived'].flatMap((state) => all.filter((each) => each === state)),
		);
		expect(new Set(states)).toEqual(new Set(['active', 'paused', 'archived']));
	});
});

describe('the list of mailboxes', () => {
	it('has the default one first, and those that are switched off last', async () => {
		const { results } = await searchSenders.call(editor());
		const { users } = node.world;
		expect(results).toHaveLength(users.length);
		expect(results[0]).toEqual({
			name: `${users[0]?.email} (default)`,
			value: mailboxId(users[0]?.key ?? ''),
		});
		const off = users.filter(({ active }) => !active).map(({ email }) => `${email} (off)`);
		expect(off.length).toBeGreaterThan(0);
		expect(results.slice(-off.length).map(({ name }) => name)).toEqual(off);
	});

	it('is searched by a part of the address', async () => {
		const email = node.world.users[1]?.email ?? '';
		const { results } = await searchSenders.call(editor(), email.slice(0, 6).toUpperCase());
		expect(results.map(({ name }) => name)).toContain(email);
		expect(results.length).toBeLessThan(node.world.users.length);
	});

	it.each(['list', 'id'])('has a mailbox that is sent from, chosen by %s', async (mode) => {
		const { key = '', email } = node.world.users[3] ?? {};
		const senderId = { ...byId(mailboxId(key)), mode };
		const { person } = node.world.examples;
		expect(await node.enroll(person.email, { options: { senderId } })).toMatchObject([
			{ status: 'created', record: { sender: email } },
		]);
	});

	it('may be left alone: the default mailbox sends', async () => {
		const senderId = { __rl: true, mode: 'list', value: '' };
		expect(
			await node.enroll(node.world.examples.person.email, { options: { senderId } }),
		).toMatchObject([{ status: 'created', record: { sender: node.world.users[0]?.email } }]);
	});

	it('is offered where a vendor has mailboxes to choose from', () => {
		const options = gtmSequencer.description.properties.find(({ name }) => name === 'options');
		const sender = options?.options?.find(({ name }) => name === 'senderId');
		expect(sender).toMatchObject({
			type: 'resourceLocator',
			displayOptions: { show: { '/vendor': ['apollo', 'outreach'], '/operation': ['enroll'] } },
		});
	});
});

describe('a sentence on what a vendor does not offer', () => {
	const noticesAbout = (vendor: string, operation: string): INodeProperties[] =>
		gtmSequencer.description.properties.filter(
			({ type, displayOptions }) =>
				type === 'notice' &&
				displayOptions?.show?.vendor?.includes(vendor) &&
				displayOptions.show.resource?.includes('enrollment') &&
				(displayOptions.show.operation ?? [operation]).includes(operation),
		);

	it('stands where that operation is chosen, and nowhere else', () => {
		const texts = (operation: string) =>
			noticesAbout('apollo', operation).map(({ displayName }) => displayName);
		expect(texts('pause')).toEqual([expect.stringContaining('does not offer <b>Pause</b>')]);
		expect(texts('enroll')).toEqual([expect.stringContaining('default mailbox')]);
	});
});
