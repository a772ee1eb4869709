import type { Browser, Page } from 'playwright-core';

/** Whoever is not on this machine is not asked: codes of the tests go to no host of the internet. */
const NOWHERE = { server: 'http://127.0.0.1:9', bypass: '127.0.0.1,localhost' };

/** A person with a real browser, in front of the page on which a key is entered. */
export class ConsentPerson {
	constructor(
		private readonly browser: Browser,
		private readonly key: string,
	) {}

	/** Opens the page in a window of its own. */
	async open(url: URL, settings: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
		const page = await this.browser.newPage({
			javaScriptEnabled: false,
			proxy: NOWHERE,
			...settings,
		});
		await page.goto(url.href);
		return page;
	}

	/**
	 * Enters the key and allows what is ticked; the browser goes where it is sent.
	 *
	 * @returns where the browser is sent
	 */
	async allow(url: URL, { untick = [] }: { untick?: readonly string[] } = {}): Promise<URL> {
		const page = await this.open(url);
		try {
			const isOurs = (address: string) => new URL(address).origin === url.origin;
			for (const scope of untick) await page.getByLabel(scope).uncheck();
			await page.getByLabel('Your key').fill(this.key);
			const back = page.waitForRequest((request) => !isOurs(request.url()));
			await page.getByRole('button', { name: 'Allow' }).click();
			const request = await back;
			// A client on this machine waits for it.
			await request.response().catch(() => null);
			return new URL(request.url());
		} finally {
			await page.close();
		}
	}
}
