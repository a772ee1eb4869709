import type { Runs } from '../../gtm/playbook/guard/runs';
import type { ContextRun, FormedOperation } from '../context/context-operation';
import type { ItemParameters } from '../gtm/parameters/item-parameters';

/** What an operation of the node has at hand besides its parameters. */
export interface PlaybookRun extends ContextRun {
	runs: Runs;
	/** Seals what a later step must get back unchanged. */
	secret: string;
	/** Milliseconds since 1970. */
	now: number;
	/** The items themselves. */
	items: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** What it does with one item. @throws RangeError if a parameter cannot be used */
type RunOne = (parameters: ItemParameters, at: PlaybookRun) => Promise<object>;

/** What it does with all of them at once: items of the output, each with the place of its input. */
type RunAll = (
	all: readonly ItemParameters[],
	at: PlaybookRun,
) => Promise<Array<{ of: number; json: object }>>;

/** One operation of the GTM Playbook node: its place in the form, and what it does. */
export type PlaybookOperation = FormedOperation & ({ run: RunOne } | { runAll: RunAll });
