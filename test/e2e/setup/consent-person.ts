import type { Browser, Page } from 'playwright-core';

/** A person with a real browser, in front of the page on which a key is entered. */
export class ConsentPerson {
	constructor(
		private readonly browser: Browser,
		private readonly key: string,
	) {}

	/** Opens the page in a browser of its own. Where it is sent on to is not asked. */
	async open(url: URL, settings: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
		const page = await this.browser.newPage({ javaScriptEnabled: false, ...settings });
		await page.goto(url.href);
		return page;
	}

	/**
	 * Enters the key and allows what is ticked.
	 *
	 * @returns where the browser is sent
	 */
	async allow(url: URL, { untick = [] }: { untick?: readonly string[] } = {}): Promise<URL> {
		const page = await this.open(url);
		try {
			const isOurs = (address: string) => new URL(address).origin === url.origin;
			await page.route(
				(address) => !isOurs(address.href),
				async (route) => await route.fulfill({ status: 200, body: 'back' }),
			);
			for (const scope of untick) await page.getByLabel(scope).uncheck();
			await page.getByLabel('Your key').fill(this.key);
			const back = page.waitForRequest((request) => !isOurs(request.url()));
			await page.getByRole('button', { name: 'Allow' }).click();
			return new URL((await back).url());
		} finally {
			await page.close();
		}
	}
}
