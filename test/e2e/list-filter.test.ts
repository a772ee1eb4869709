import { selectors, type Browser, type Page } from 'playwright-core';

import { openSandbox } from '../contract/gtm/sandbox-port';
import { chromiumPath, keepScreenshot, launchBrowser, openEditor, textOf } from './setup/browser';
import { Hands } from './setup/hands';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { sandboxCredential } from '../../sandbox/credentials';
import { buildWorld } from '../../sandbox/world/build-world';

const { url } = n8nContext();

/** A browser on a busy machine is slow; the steps themselves take a second or two. */
jest.setTimeout(180_000);

const describeEditor = chromiumPath === undefined ? describe.skip : describe;

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

async function send(token: string, method: string, path: string, body: unknown): Promise<unknown> {
	const answer = await fetch(`${sandbox.url}${path}`, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return await answer.json();
}

/** A CRM with lists of contacts, and what somebody does there. */
interface Crm {
	name: string;
	credential: string;
	list: string;
	/** What finds the list. */
	search: string;
	others: string[];
	create(this: void, email: string): Promise<string>;
	enlist(this: void, id: string): Promise<void>;
}

const HUBSPOT: Crm = {
	name: 'HubSpot',
	credential: 'gtmHubspotApi',
	list: 'Hand over to sales',
	search: 'SALES',
	others: ['All customers', 'Start onboarding workflow'],
	async create(email) {
		const path = '/hubspot/crm/objects/2026-09/contacts';
		const made = await send('pat-sandbox-hubspot', 'POST', path, { properties: { email } });
		return String((made as { id: unknown }).id);
	},
	async enlist(id) {
		const path = '/hubspot/crm/lists/2026-09/502/memberships/add';
		await send('pat-sandbox-hubspot', 'PUT', path, [id]);
	},
};

const ATTIO: Crm = {
	name: 'Attio',
	credential: 'gtmAttioApi',
	list: 'Outbound queue',
	search: 'queue',
	others: [],
	async create(email) {
		const data = { values: { email_addresses: [email] } };
		const made = await send('sandbox-attio', 'POST', '/attio/v2/objects/people/records', { data });
		return (made as { data: { id: { record_id: string } } }).data.id.record_id;
	},
	async enlist(id) {
		const data = { parent_object: 'people', parent_record_id: id, entry_values: {} };
		await send('sandbox-attio', 'PUT', '/attio/v2/lists/outbound_queue/entries', { data });
	},
};

const CRMS = [HUBSPOT, ATTIO];

/** More than the editor shows of a trigger: those on the list are not among the first. */
const OFF_THE_LIST = 12;

const DOMAIN = 'list-clicks.example';
const ON_THE_LIST = [`anna@${DOMAIN}`, `zoe@${DOMAIN}`];

/** The day before, as it is typed: in any time zone it is past. */
const YESTERDAY = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)} 00:00:00`;

async function fillCrm({ create, enlist }: Crm): Promise<void> {
	const [first = '', last = ''] = ON_THE_LIST;
	for (let at = 0; at < OFF_THE_LIST; at++) await create(`off-${at}@${DOMAIN}`);
	await enlist(await create(first));
	await create(`off@${DOMAIN}`);
	await enlist(await create(last));
}

describeEditor('the filter by list, by clicks alone', () => {
	let browser: Browser;
	let page: Page;
	let hands: Hands;

	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		// Attio's cursor grows with its records, and the editor shows all of it.
		const world = { ...buildWorld(), people: [], duplicates: [], deals: [], activities: [] };
		sandbox = await openSandbox({ world });
		for (const crm of CRMS) {
			await fillCrm(crm);
			const { credential } = crm;
			await loggedInClient().createCredential({
				name: `${credential} of the lists`,
				type: credential,
				data: sandboxCredential(sandbox.url, credential),
			});
		}
		browser = await launchBrowser();
		page = await openEditor(browser);
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	beforeEach(async () => {
		await page.goto(`${url}/workflow/new`);
		await page.getByTestId('canvas-add-button').first().waitFor();
		hands = new Hands(page);
	});

	async function chooseVendor({ name }: Crm): Promise<void> {
		const vendor = hands.panel.getByTestId('parameter-input-vendor').last();
		await hands.chooseOption('Vendor', vendor, name);
		const credential = hands.panel.getByTestId('node-credentials-select').last();
		// n8n has taken the one that there is where the vendor is the first that the node shows.
		if (!(await credential.textContent())?.includes('of the lists')) {
			await hands.chooseOption('Credential', credential, 'of the lists');
		}
	}

	/** Finds the list by typing, among those that the account has for contacts. */
	async function chooseList({ name, list, search, others }: Crm): Promise<void> {
		const options = page.getByRole('option');
		const add = hands.panel.getByPlaceholder('Add filter').last();
		await hands.chooseOption('Add filter', add, 'List Names or IDs');
		const lists = hands.panel.getByTestId('parameter-input-lists').last();
		const option = await hands.openList('Lists', lists, list);
		expect(await options.allInnerTexts()).toEqual([list, ...others].toSorted());
		await page.keyboard.type(search);
		for (const other of others) {
			await page.getByRole('option', { name: other }).waitFor({ state: 'hidden' });
		}
		await keepScreenshot(page, `list-search-${name}`);
		expect(await options.allInnerTexts()).toEqual([list]);
		await hands.click(list, option);
		await page.keyboard.press('Escape');
	}

	/** Addresses in the output of the open node, once it has one. */
	async function addressesIn(picture: string): Promise<string[]> {
		const output = page.getByTestId('output-panel');
		await output.getByText(`@${DOMAIN}`).first().waitFor();
		await keepScreenshot(page, picture);
		const found = (await textOf(output)).match(/[\w-]+@[\w.-]+/g);
		return [...new Set(found)].toSorted();
	}

	it('GTM CRM reads the changes of those on the list', async () => {
		await hands.add('GTM CRM', 'Get what changed in a CRM since the last time');
		await chooseVendor(HUBSPOT);
		await hands.fill('Since', hands.field('since'), YESTERDAY);
		await page.keyboard.press('Enter');
		await chooseList(HUBSPOT);
		await hands.execute();
		expect(await addressesIn('list-changes')).toEqual(ON_THE_LIST);
	});

	it.each(CRMS)(
		'the GTM CRM Trigger fetches those of $name on the list, whoever changed before them',
		async (crm) => {
			await hands.add('GTM CRM Trigger', 'Add to workflow');
			await chooseVendor(crm);
			await chooseList(crm);
			await hands.execute();
			expect(await addressesIn(`list-trigger-${crm.name}`)).toEqual(ON_THE_LIST);
		},
	);

	it('a list that was chosen before another vendor was is named, and what lists there are', async () => {
		await hands.add('GTM CRM Trigger', 'Add to workflow');
		await chooseVendor(HUBSPOT);
		await chooseList(HUBSPOT);
		await chooseVendor(ATTIO);
		await keepScreenshot(page, 'list-of-another-vendor');
		await hands.execute();
		await page
			.getByText(/"502" is not a list of contact records in Attio.*Outbound queue/)
			.first()
			.waitFor();
		await keepScreenshot(page, 'list-unknown');
	});
});
