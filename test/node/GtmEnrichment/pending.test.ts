import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { enrichmentNode } from './enrichment-node';

describe('a run of Clay', () => {
	const RUN = 'POST /public/v0/routines/{routine_id}/run';
	const RESULTS = 'GET /public/v0/routines/run/{routine_run_id}/results';
	const node = enrichmentNode('clay');

	it('that takes longer than one waits is handed on as pending, with its handle', async () => {
		const { items } = await node.run('person.enrich', {
			email: node.examples.person.email,
			options: { followSeconds: 15 },
		});
		expect(items).toMatchObject([
			{
				status: 'pending',
				handle: expect.stringMatching(/^run_/),
				reason: { code: 'in_progress' },
				retry: { advised: true, afterMs: 10_000 },
			},
		]);
		expect(node.routes()).toEqual([RUN, RESULTS]);
	});

	it('is gone on with by its handle, at no further run', async () => {
		const question = { email: node.examples.person.email };
		const first = await node.run('person.enrich', {
			...question,
			options: { followSeconds: 0 },
		});
		const { handle } = first.items[0] as { handle: string };
		await gtmProcess().clock.sleep(30_000);
		const second = await node.run('person.enrich', {
			...question,
			options: { handle, followSeconds: 0 },
		});
		expect(second.items).toMatchObject([{ status: 'found', record: question }]);
		expect(node.routes()).toEqual([RUN, RESULTS]);
		expect(node.spent()).toBe(1);
	});

	it('keeps the handle of what is paid for when the results cannot be had', async () => {
		node.sandbox.setFault({ vendor: 'clay', kind: 'unavailable', route: RESULTS });
		const { items } = await node.run('person.enrich', { email: node.examples.person.email });
		expect(items).toMatchObject([
			{
				status: 'upstream_error',
				handle: expect.stringMatching(/^run_/),
				retry: { advised: true },
			},
		]);
		const { handle } = items[0] as { handle: string };
		const again = await node.run('person.enrich', {
			email: node.examples.person.email,
			options: { handle },
		});
		expect(again.items).toMatchObject([{ status: 'upstream_error', handle }]);
		expect(node.routes().filter((route) => route === RUN)).toHaveLength(1);
	});

	it('is not followed at all where nobody wants to wait', async () => {
		const { items } = await node.run('email.verify', {
			email: node.examples.person.email,
			options: { followSeconds: 0 },
		});
		expect(items).toMatchObject([{ status: 'pending', handle: expect.any(String) }]);
		expect(node.routes()).toEqual([RUN]);
	});
});

describe('a verification of Hunter', () => {
	const node = enrichmentNode('hunter');

	it('that needs longer than one waits is handed on as pending, with the question', async () => {
		const { catchAll } = node.examples;
		const { items } = await node.run('email.verify', {
			email: catchAll.email,
			options: { followSeconds: 1 },
		});
		expect(items).toMatchObject([
			{ status: 'pending', handle: catchAll.email, retry: { advised: true, afterMs: 5_000 } },
		]);
		expect(node.spent()).toBe(0);
		const later = await node.run('email.verify', {
			email: catchAll.email,
			options: { handle: catchAll.email, followSeconds: 0 },
		});
		expect(later.items).toMatchObject([{ status: 'found', record: { status: 'risky_catch_all' } }]);
	});
});

describe('an enrichment of FullEnrich', () => {
	const START = 'POST /api/v2/contact/enrich/bulk';
	const RESULT = 'GET /api/v2/contact/enrich/bulk/{id}';
	const node = enrichmentNode('fullenrich');

	it('that takes longer than one waits is handed on as pending, with its handle', async () => {
		const { linkedinUrl } = node.examples.person;
		const { items } = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { followSeconds: 40 },
		});
		expect(items).toMatchObject([
			{
				status: 'pending',
				handle: expect.stringMatching(/^enrich:/),
				reason: { code: 'error.enrichment.in_progress' },
				retry: { advised: true, afterMs: 30_000 },
			},
		]);
		expect(node.routes()).toEqual([START, RESULT]);
		expect(node.spent()).toBe(0);
	});

	it('is gone on with by its handle, and not started anew', async () => {
		const { linkedinUrl, email } = node.examples.person;
		const first = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { followSeconds: 0 },
		});
		const { handle } = first.items[0] as { handle: string };
		const second = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { handle },
		});
		expect(second.items).toMatchObject([{ status: 'found', record: { email } }]);
		expect(node.routes().filter((route) => route === START)).toHaveLength(1);
		const unknown = await node.run('person.enrich', {
			known: { linkedinUrl },
			options: { handle: 'enrich:none' },
		});
		expect(unknown.items).toMatchObject([
			{ status: 'invalid', reason: { message: expect.stringContaining('handle') } },
		]);
	});
});
