import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { hear, openHost, type HostOptions, type OpenHost } from './clients/apps-host';
import { chromiumPath, launchBrowser } from './setup/browser';
import { builtCard, ROOT } from './setup/built-card';
import { APPROVAL, BATCH, REPORT, REVIEWS, ROWS, SERIES } from './setup/card-data';
import type { CardName } from '../../src/mcp/cards/cards';

jest.setTimeout(60_000);

const describeCards = chromiumPath === undefined ? describe.skip : describe;
const artefacts = path.join(ROOT, '.artefacts', 'e2e');

const toResult = (data: object) => ({
	content: [{ type: 'text', text: JSON.stringify(data) }],
	structuredContent: data,
});

describeCards('cards in a foreign host', () => {
	let browser: Browser;
	const open: OpenHost[] = [];

	beforeAll(async () => {
		mkdirSync(artefacts, { recursive: true });
		browser = await launchBrowser();
	});

	afterEach(async () => {
		for (const host of open.splice(0)) await host.close();
	});

	afterAll(async () => {
		await browser?.close();
	});

	async function show(
		card: CardName,
		data: object,
		options: Partial<HostOptions> = {},
		meta?: object,
	) {
		const host = await openHost(browser, { html: await builtCard(card), ...options });
		open.push(host);
		await hear(host, 'initialized');
		await host.send('sendToolResult', { ...toResult(data), ...(meta && { _meta: meta }) });
		return host;
	}

	const PENDING = { status: 'pending', reason: { code: 'approval_needed', message: 'Wait.' } };
	const SHOWN: Array<[string, CardName, object, string[], object?]> = [
		[
			'outcome',
			'outcome',
			BATCH,
			['Partly done', '1 suppressed', 'Unsubscribed on Nov 3', '212 left'],
		],
		[
			'report',
			'report',
			REPORT,
			['Weekly growth', '+12.0 %', '8.4 %', 'activation: PostHog took longer'],
		],
		['series', 'report', SERIES, ['signups', 'at most 70', 'Nov 22, 2026']],
		['review', 'review', REVIEWS, ['Kimberly Lee', 'The same phone number from two sources']],
		[
			'approval',
			'approval',
			PENDING,
			['Save a record in HubSpot', 'kim.lee@acme.example'],
			APPROVAL,
		],
		['table', 'table', ROWS, ['Nordic AB', '61,000']],
		['chart', 'chart', ROWS, ['Pipeline', 'at most 91']],
		['record', 'record', { name: 'Acme GmbH', employees: 120 }, ['Acme GmbH', '120']],
	];

	describe.each(SHOWN)('%s', (name, card, data, words, meta) => {
		it.each([
			['light', { width: 760, height: 620 }],
			['dark', { width: 360, height: 900 }],
		] as const)('is read in %s colors, and fits', async (theme, size) => {
			const { page, view, complaints } = await show(card, data, { theme, size }, meta);
			for (const text of words) await view.getByText(text).first().waitFor();
			await page.waitForTimeout(300);
			const tooWide = await view
				.locator('html')
				.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
			expect(tooWide).toBe(0);
			expect(complaints).toEqual([]);
			await page.screenshot({ path: path.join(artefacts, `card-${name}-${theme}.png`) });
		});
	});

	it('a pair is merged by a button, the rest stays, and the model hears of it', async () => {
		const left = { reviews: REVIEWS.reviews.slice(1) };
		const host = await show('review', REVIEWS, {
			onCall: (_, { action }) =>
				toResult(
					action === 'list' ? left : { done: true, id: action === 'accept' ? 'merge-1' : 'x' },
				),
		});
		await host.view.getByRole('button', { name: 'Same: merge' }).first().click();
		await host.view.getByText('Merged', { exact: true }).waitFor();
		expect(await host.view.getByText('Kimberly Lee').count()).toBe(0);
		expect(host.calls[0]).toEqual(['review_identity', { action: 'accept', id: 'review-1' }]);
		expect(JSON.stringify(await hear(host, 'message'))).toContain('merged');
		await host.view.getByRole('button', { name: 'Undo' }).click();
		await host.view.getByText('The merge was undone').waitFor();
		expect(host.calls).toContainEqual(['review_identity', { action: 'undo', id: 'merge-1' }]);
	});

	it('a decision that fails is told, and can be tried again', async () => {
		const { view } = await show('review', REVIEWS, {
			onCall: () => ({
				content: [{ type: 'text', text: 'There is no open review review-1: list them first.' }],
				isError: true,
			}),
		});
		await view.getByRole('button', { name: 'Different: keep apart' }).first().click();
		await view.getByText('There is no open review review-1').waitFor();
		expect(
			await view.getByRole('button', { name: 'Different: keep apart' }).first().isEnabled(),
		).toBe(true);
	});

	const state = (name: string) =>
		toResult({ id: 'approval-1', title: 'Save a record in HubSpot', state: name });

	it('a write is allowed by a button: the outcome is shown, and the model hears of it', async () => {
		const onCall = (_: string, { decision }: Record<string, unknown>) =>
			decision === 'allow'
				? toResult({ status: 'created', provider: 'hubspot', record: { id: '7' } })
				: state('open');
		const host = await show('approval', PENDING, { onCall }, APPROVAL);
		await host.view.getByRole('button', { name: 'Allow' }).click();
		await host.view.getByRole('heading', { name: 'Created' }).waitFor();
		const allowed = host.calls.filter(([, { decision }]) => decision === 'allow');
		expect(allowed).toEqual([
			['decide_approval', { id: 'approval-1', ticket: 'ticket-1', decision: 'allow' }],
		]);
		expect(JSON.stringify(await hear(host, 'message'))).toContain('created');
	});

	it('a write is changed in a form, and keeps the kinds of its values', async () => {
		const host = await show('approval', PENDING, { onCall: () => state('open') }, APPROVAL);
		await host.view.getByRole('button', { name: 'Change' }).click();
		await host.view.getByLabel('Values first name').fill('Kimberly');
		await host.view.getByLabel('Values employees').fill('130');
		await host.view.getByRole('button', { name: 'Allow with these' }).click();
		await hear(host, 'message');
		expect(host.calls.at(-1)?.[1]).toMatchObject({
			decision: 'allow',
			arguments: {
				kind: 'contact',
				values: {
					email: 'kim.lee@acme.example',
					firstName: 'Kimberly',
					employees: 130,
					tags: ['q4', 'vip'],
				},
			},
		});
	});

	it('a write is refused: the card says that nothing was written', async () => {
		const onCall = (_: string, { decision }: Record<string, unknown>) =>
			state(decision === 'refuse' ? 'refused' : 'open');
		const { view } = await show('approval', PENDING, { onCall }, APPROVAL);
		await view.getByRole('button', { name: 'Refuse' }).click();
		await view.getByText('Refused: nothing was written').waitFor();
	});

	it('a conversation that is opened again shows what was decided since, and no buttons', async () => {
		const { view } = await show('approval', PENDING, { onCall: () => state('done') }, APPROVAL);
		await view.getByText('Allowed').waitFor();
		expect(await view.getByRole('button').count()).toBe(0);
	});
});
