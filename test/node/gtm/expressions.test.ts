import { DateTime } from 'luxon';

import { runGtmNode, type OpenSandbox } from './run-gtm-node';
import { openSkippingSandbox } from './skipping-clock';
import { uuidOf } from '../../../sandbox/world/slice.ts';
import { exampleIds, where } from '../GtmCrm/crm-node';

jest.setTimeout(60_000);

let sandbox: OpenSandbox;

beforeEach(async () => {
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

const crm = async (name: string, parameters: object, more: object = {}) => {
	const [resource, operation] = name.split('.');
	return await runGtmNode(sandbox, {
		type: 'gtmCrm',
		parameters: { vendor: 'hubspot', resource, operation, ...parameters },
		...more,
	});
};

it('a task is due when $now says, not now', async () => {
	const { contactId } = await exampleIds(sandbox, 'hubspot');
	const { items, error } = await crm('activity.task', {
		subject: 'Call back',
		at: '={{ $now.plus({ days: 3 }) }}',
		associations: { contactIds: contactId },
	});
	expect(error).toBeUndefined();
	const { at } = items[0]?.record as { at: string };
	const days = DateTime.fromISO(at).diff(DateTime.now(), 'days').days;
	expect(days).toBeGreaterThan(2.9);
	expect(days).toBeLessThan(3.1);
});

it.each(['03.12.2026', '46360', '12/24/2026'])(
	'a task is never due on a guess at %s',
	async (at) => {
		const { error } = await crm('activity.task', {
			subject: 'x',
			at,
			associations: { contactIds: '1' },
		});
		expect(error?.message).toContain(`Time is not a valid time: "${at}"`);
		expect(error?.message).toContain('[item 0]');
	},
);

it('statistics of the last 7 days are not those of the whole life', async () => {
	const sent = async (parameters: object) => {
		const { items, error } = await runGtmNode(sandbox, {
			type: 'gtmSequencer',
			parameters: {
				vendor: 'instantly',
				resource: 'engagement',
				operation: 'statistics',
				sequence: {
					__rl: true,
					mode: 'id',
					value: uuidOf('instantly', 'sequence-1'),
				},
				...parameters,
			},
		});
		expect(error).toBeUndefined();
		return items[0]?.record as { name: string; value: number; window?: object };
	};
	const week = await sent({ from: '={{ $now.minus({ days: 7 }) }}', to: '={{ $now }}' });
	expect(week.window).toBeDefined();
	expect(week.value).toBeLessThan((await sent({})).value);
});

it('a search that compares with null is refused, and nothing is asked', async () => {
	const { error } = await crm('contact.search', where(['email', 'neq', '={{ null }}']));
	expect(error?.message).toMatch(/Condition 1: Value is empty\. .*Is Empty/);
	expect(sandbox.sandbox.log.list()).toEqual([]);
});

it('one of several values takes a value with a comma as a list', async () => {
	const search = async (value: string) => {
		const { items } = await crm('company.search', where(['name', 'in', value]));
		return items[0]?.status;
	};
	const { account } = sandbox.sandbox.world.examples;
	expect(await search(`={{ ["${account.name}, Inc.", "${account.name}"] }}`)).toBe('found');
	expect(await search(JSON.stringify([account.name]))).toBe('found');
});

it('what is missing after a step that failed names that step and its error', async () => {
	const { error } = await crm(
		'contact.upsert',
		{ inputMode: 'json', json: '={{ $json.record }}' },
		{ items: [{ error: 'Hunter rejected the API key.' }] },
	);
	expect(error?.message).toBe(
		'Values (JSON) is empty. Enter a value. [item 0] The item came from "Start" with an error: Hunter rejected the API key.',
	);
});
