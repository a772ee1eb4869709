import type { Locator, Page } from 'playwright-core';

/** Uses the editor as a person does, and keeps every click and every field that is filled in. */
export class Hands {
	/** In words, one entry a click or fill. */
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

	/**
	 * Finds a node in the picker that is open and takes one of its actions. That is n8n's own way, the
	 * same for every community node, and counts as one step.
	 */
	async pick(node: string, action: string): Promise<void> {
		const { page } = this;
		await page.getByTestId('node-creator-search-bar').fill(node);
		await this.item(node).click();
		await this.item(action)
			.or(page.getByText(action, { exact: true }))
			.first()
			.click();
		await this.panel.getByText('Parameters', { exact: true }).first().waitFor();
		this.done.push(`add ${node}: ${action}`);
	}

	/** As `pick`, from the plus of an empty canvas. */
	async add(node: string, action: string): Promise<void> {
		const { page } = this;
		await page
			.getByTestId('node-creator-plus-button')
			.or(page.getByTestId('canvas-add-button'))
			.first()
			.click();
		await this.pick(node, action);
	}

	/** Adds a sub-node by the plus of a port of the open node: as `pick`, one step. */
	async addSubNode(node: string, port: string): Promise<void> {
		const { page } = this;
		await page.getByTestId(`add-subnode-${port}-0`).last().click();
		await page.getByTestId('node-creator-search-bar').fill(node);
		await this.item(node).click();
		await this.panel.getByText('Parameters', { exact: true }).first().waitFor();
		this.done.push(`add ${node}`);
	}

	private item(text: string): Locator {
		const exact = new RegExp(`^\\s*${text.replaceAll(/[^\w ]/g, '.')}`);
		return this.page.getByTestId('item-iterator-item').filter({ hasText: exact }).first();
	}

	/** The panel of the node that is open. */
	get panel(): Locator {
		return this.page.getByTestId('ndv');
	}

	/** The field of a parameter of the open node, by the parameter's name; the last of several. */
	field(name: string): Locator {
		return this.panel
			.getByTestId(`parameter-input-${name}`)
			.last()
			.locator('input, textarea, [contenteditable=true]')
			.first();
	}

	/** Chooses from the list of the last resource locator. */
	async choose(what: string, text: RegExp): Promise<void> {
		await this.click(what, this.panel.getByTestId('rlc-input').last());
		await this.click(
			String(text),
			this.page.getByTestId('rlc-item').filter({ hasText: text }).first(),
		);
	}

	/** Opens a list and takes an option of it, which are two steps. */
	async chooseOption(what: string, list: Locator, name: string): Promise<void> {
		await this.click(name, await this.openList(what, list, name));
	}

	/**
	 * Opens a list that has an option, and gives that option. n8n closes a list that was opened while it
	 * draws the form: it is opened again then, and counts once.
	 */
	async openList(what: string, list: Locator, name: string): Promise<Locator> {
		const option = this.page.getByRole('option', { name }).first();
		for (let opened = false, tries = 0; !opened && tries < 5; tries += 1) {
			await list.click();
			opened = await option.waitFor({ timeout: 3000 }).then(
				() => true,
				() => false,
			);
		}
		this.done.push(`click ${what}`);
		return option;
	}

	async execute(): Promise<void> {
		await this.click('Execute step', this.page.getByTestId('node-execute-button').first());
	}

	async leave(): Promise<void> {
		await this.click('Close', this.page.getByTestId('ndv-close-button').first());
		await this.panel.waitFor({ state: 'hidden' });
	}
}
