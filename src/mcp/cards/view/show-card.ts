import type { Data } from '../parts/data';
import { card, notice } from '../parts/layout';
import { h, type Element as Tree } from '../tree/element';
import { connectHost, type Host, type ToolResult } from './host';
import { applySystemTheme } from './host-theme';
import { toDom } from './mount';

/** What somebody does with a card: the button's own words come with it. */
export interface Deed {
	host: Host;
	/** Of the result that is shown. */
	data: Data;
	meta: Data;
	/** Of the button. */
	id: string;
	/** Draws another card in its place. */
	redraw(this: void, data: Data, meta?: Data): void;
	/** What stands in the fields of the card, by name. */
	fields(): Record<string, string>;
}

export interface Card {
	name: string;
	/** @param meta of the result, which hosts keep from the model */
	draw: (data: Data, meta: Data) => Tree;
	/** By `data-act` of a button. @throws Error in words for the person */
	acts?: Readonly<Record<string, (deed: Deed) => Promise<void>>>;
	/** When the result is there and the host is known. */
	shown?: (deed: Deed) => Promise<void>;
}

/** Shows the result of a tool, and does what people do with it. */
export function showCard({ name, draw, acts = {}, shown }: Card): void {
	const root = document.getElementById('card');
	if (!root) return;
	let host: Host | undefined;
	let result: ToolResult | undefined;

	const put = (tree: Tree) => root.replaceChildren(toDom(tree));
	const show = (data: Data, meta: Data) => {
		result = { data, meta, text: '', isError: false };
		put(draw(data, meta));
		if (host && !host.canCall) withoutButtons(root);
	};
	const deed = (id: string): Deed | undefined =>
		host && result?.data
			? {
					host,
					data: result.data,
					meta: result.meta,
					id,
					redraw: (data, meta = result?.meta ?? {}) => show(data, meta),
					fields: () => fieldsIn(root),
				}
			: undefined;
	const complete = () => {
		const first = deed('');
		if (first && host?.canCall) void shown?.(first).catch((error: unknown) => tell(root, error));
	};

	root.addEventListener('click', (event) => {
		const target = event.target instanceof Element ? event.target : undefined;
		const anchor = target?.closest('a');
		if (anchor) {
			event.preventDefault();
			host?.openLink(anchor.href);
			return;
		}
		const button = target?.closest<HTMLButtonElement>('[data-act]');
		const act = acts[button?.dataset.act ?? ''];
		const done = deed(button?.dataset.id ?? '');
		if (!button || !act || !done) return;
		// Twice is once: the second click finds nothing to press.
		for (const each of root.querySelectorAll('button')) each.disabled = true;
		void act(done)
			.catch((error: unknown) => tell(root, error))
			.finally(() => {
				for (const each of root.querySelectorAll('button')) each.disabled = false;
			});
	});

	applySystemTheme();
	void connectHost(name, {
		ready: (connected) => {
			host = connected;
			if (!host.canCall) withoutButtons(root);
			complete();
		},
		cancelled: () => put(card('Cancelled', '', notice('warn', 'The call was cancelled'))),
		result: (arrived) => {
			if (arrived.isError || !arrived.data) put(inWords(arrived));
			else {
				show(arrived.data, arrived.meta);
				complete();
			}
		},
	});
}

function inWords({ text, isError }: ToolResult): Tree {
	return isError
		? card('That did not work', '', notice('bad', 'The tool says', h('p', {}, text)))
		: card('Result', '', h('pre', {}, text));
}

function withoutButtons(root: HTMLElement): void {
	const buttons = root.querySelectorAll('[data-act]');
	if (buttons.length === 0) return;
	for (const button of buttons) button.remove();
	const words = 'Buttons do nothing in this host. Say in the chat what you want.';
	root.append(toDom(h('p', { class: 'soft card' }, words)));
}

function tell(root: HTMLElement, error: unknown): void {
	for (const old of root.querySelectorAll('.told')) old.remove();
	const text = error instanceof Error ? error.message : String(error);
	root.append(
		toDom(h('div', { class: 'told card' }, notice('bad', 'That did not work', h('p', {}, text)))),
	);
}

function fieldsIn(root: HTMLElement): Record<string, string> {
	const fields = root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
	return Object.fromEntries([...fields].map(({ name, value }) => [name, value]));
}
