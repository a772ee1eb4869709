import type { Locator, Page } from 'playwright-core';

/** Uses the editor as a person does, and counts every click and every field that is filled in. */
export class Hands {
	/** What was done, in words, one entry a click or fill. */
	readonly done: string[] = [];

	constructor(readonly page: Page) {}

	async click(what: string, target: Locator): Promise<void> {
		await target.click();
		this.done.push(`click ${what}`);
	}

	async fill(what: string, target: Locator, text: string): Promise<void> {
		await target.fill(text);
		this.done.push(`fill ${what}`);
	}

	/** Finds a node by its name in the picker and puts it on the canvas with one of its actions. */
	async add(node: string, action: string): Promise<void> {
		const { page } = this;
		await this.click(
			'the plus',
			page
				.getByTestId('node-creator-plus-button')
				.or(page.getByTestId('canvas-add-button'))
				.first(),
		);
		await this.fill('the search', page.getByTestId('node-creator-search-bar'), node);
		const item = (text: string) =>
			page.getByTestId('item-iterator-item').filter({ hasText: text }).first();
		await this.click(node, item(node));
		await this.click(action, item(action));
		await page.getByTestId('ndv').getByText('Parameters', { exact: true }).first().waitFor();
	}

	/** A parameter of the open node, by its name. */
	parameter(name: string): Locator {
		return this.page.getByTestId('ndv').getByTestId(`parameter-input-${name}`).last();
	}

	/** Chooses from the list of a resource locator. */
	async choose(what: string, text: RegExp | string): Promise<void> {
		const { page } = this;
		await this.click(what, page.getByTestId('ndv').getByTestId('rlc-input').last());
		await this.click(String(text), page.getByTestId('rlc-item').filter({ hasText: text }).first());
	}

	async execute(): Promise<void> {
		await this.click('Execute step', this.page.getByTestId('node-execute-button').first());
	}
}
