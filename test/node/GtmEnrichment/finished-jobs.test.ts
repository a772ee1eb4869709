import type { INodeParameters } from 'n8n-workflow';

import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { enrichmentNode } from './enrichment-node';

/** One look of Job > Get Finished. */
interface Look {
	status: string;
	reason?: { code: string; message: string };
	notes?: string[];
	record: {
		jobs: Array<Record<string, unknown>>;
		open: number;
		cursor: string;
		more: boolean;
	};
}

const later = async (seconds: number) => await gtmProcess().clock.sleep(seconds * 1_000);

describe('finished jobs of FullEnrich', () => {
	const START = 'POST /api/v2/contact/enrich/bulk';
	const RESULT = 'GET /api/v2/contact/enrich/bulk/{id}';
	const node = enrichmentNode('fullenrich');

	const look = async (parameters: INodeParameters = {}) => {
		const { items } = await node.run('job.finished', parameters);
		expect(items).toHaveLength(1);
		return items[0] as unknown as Look;
	};
	const ask = async (linkedinUrl: string, options: INodeParameters = {}) =>
		(
			await node.run('person.enrich', {
				known: { linkedinUrl },
				options: { followSeconds: 0, ...options },
			})
		).items[0] as { status: string; handle?: string };
	const people = (count: number) =>
		node.sandbox.world.people.slice(0, count).map(({ linkedinUrl }) => linkedinUrl);
	const asked = (route: string) => node.routes().filter((one) => one === route).length;

	it('come once each, with what was asked and how it ended, after a cursor', async () => {
		const { linkedinUrl, email } = node.examples.person;
		const { handle } = await ask(linkedinUrl);
		const before = await look();
		expect(before).toMatchObject({ status: 'found', record: { jobs: [], open: 1, more: false } });
		// Asked for less than half a minute ago: the vendor advises to wait.
		expect(asked(RESULT)).toBe(0);
		await later(90);
		const { cursor } = before.record;
		const finished = await look({ cursor });
		expect(finished).toMatchObject({
			status: 'found',
			record: {
				jobs: [
					{
						what: 'person',
						handle,
						asked: { linkedinUrl: expect.stringContaining('linkedin.com/in/') },
						status: 'found',
						record: { email },
						cost: { amount: 1, unit: 'credit' },
					},
				],
				open: 0,
				more: false,
			},
		});
		const after = await look({ cursor: finished.record.cursor });
		expect(after).toMatchObject({ record: { jobs: [], cursor: finished.record.cursor } });
		expect(asked(START)).toBe(1);
		expect(node.spent()).toBe(1);
	});

	it('come again to a run that failed, which has the cursor of before', async () => {
		await ask(node.examples.person.linkedinUrl);
		const { cursor } = (await look()).record;
		await later(90);
		const first = await look({ cursor });
		const calls = node.calls().length;
		const again = await look({ cursor });
		expect(again.record).toEqual(first.record);
		expect(again.record.jobs).toHaveLength(1);
		expect(node.calls()).toHaveLength(calls);
	});

	it('are the answer to the same question from then on, at no cost', async () => {
		const { linkedinUrl, email } = node.examples.person;
		await ask(linkedinUrl);
		await later(90);
		await look();
		const calls = node.calls().length;
		expect(await ask(linkedinUrl)).toMatchObject({
			status: 'found',
			record: { email },
			remembered: { saved: { amount: 1 } },
		});
		expect(node.calls()).toHaveLength(calls);
		expect(node.spent()).toBe(1);
	});

	it('do not have what was answered to whoever asked the same again', async () => {
		const { linkedinUrl } = node.examples.person;
		await ask(linkedinUrl);
		await later(90);
		expect(await ask(linkedinUrl)).toMatchObject({ status: 'found' });
		expect(await look()).toMatchObject({ record: { jobs: [], open: 0 } });
	});

	it('come in portions, and those that found nothing too', async () => {
		for (const url of [...people(3), 'https://www.linkedin.com/in/nobody-known-at-all']) {
			await ask(url);
		}
		await later(120);
		const first = await look({ limit: 3 });
		expect(first.record).toMatchObject({ open: 0, more: true });
		const rest = await look({ limit: 3, cursor: first.record.cursor });
		expect(rest.record.more).toBe(false);
		const all = [...first.record.jobs, ...rest.record.jobs];
		expect(new Set(all.map(({ handle }) => handle)).size).toBe(4);
		expect(all.at(-1)).toMatchObject({ status: 'not_found', reason: { code: 'no_match' } });
	});

	it('are not lost with a question that fails, which is put again', async () => {
		for (const url of people(2)) await ask(url);
		await later(120);
		// As often as one question is put by itself.
		node.sandbox.setFault({ vendor: 'fullenrich', kind: 'garbage', route: RESULT, times: 4 });
		const first = await look();
		expect(first).toMatchObject({
			status: 'found',
			notes: [expect.stringMatching(/^1 of 2 pending jobs could not be read/)],
			record: { open: 1 },
		});
		expect(first.record.jobs).toHaveLength(1);
		await later(60);
		const second = await look({ cursor: first.record.cursor });
		expect(second.record.jobs).toHaveLength(1);
		expect(second.record.open).toBe(0);
	});

	it('wait where the vendor is down, and say so', async () => {
		await ask(node.examples.person.linkedinUrl);
		await later(90);
		node.sandbox.setFault({ vendor: 'fullenrich', kind: 'unavailable', route: RESULT });
		expect(await look()).toMatchObject({ status: 'upstream_error', retry: { advised: true } });
		node.sandbox.faults.clear();
		await later(600);
		expect((await look()).record.jobs).toHaveLength(1);
	});

	it('refuse the cursor of something else', async () => {
		expect(await look({ cursor: 'bm90aGluZw' })).toMatchObject({
			status: 'invalid',
			reason: { code: 'bad_cursor', message: expect.stringContaining('Cursor is not') },
		});
		expect(node.calls()).toEqual([]);
	});

	it('are forgotten with the person', async () => {
		const { linkedinUrl, email } = node.examples.person;
		await ask(linkedinUrl);
		await later(90);
		await look();
		const { jobs } = gtmProcess().ledger();
		expect(await jobs.forget([{ kind: 'email', value: email }])).toBe(1);
		expect(await look()).toMatchObject({ record: { jobs: [] } });
	});
});

describe('finished jobs of Clay', () => {
	const node = enrichmentNode('clay');

	it('are of people, companies and addresses', async () => {
		const { person, account } = node.examples;
		const options = { followSeconds: 0 };
		await node.run('person.enrich', { email: person.email, options });
		await node.run('company.enrich', { domain: account.domain, options });
		await node.run('email.verify', { email: person.email, options });
		await later(60);
		const { items } = await node.run('job.finished');
		expect(items).toMatchObject([
			{
				status: 'found',
				record: {
					jobs: [
						{ what: 'person', asked: { email: person.email }, record: { email: person.email } },
						{ what: 'company', asked: { domain: account.domain }, record: { name: account.name } },
						{ what: 'email', record: { email: person.email, status: 'deliverable' } },
					],
					open: 0,
				},
			},
		]);
	});
});

describe('finished jobs of Hunter', () => {
	const node = enrichmentNode('hunter');

	it('have a verification that took longer', async () => {
		const { email } = node.examples.catchAll;
		await node.run('email.verify', { email, options: { followSeconds: 0 } });
		await later(30);
		const { items } = await node.run('job.finished');
		expect(items).toMatchObject([
			{ record: { jobs: [{ what: 'email', record: { email, status: 'risky_catch_all' } }] } },
		]);
		expect(node.spent()).toBe(1);
	});
});
