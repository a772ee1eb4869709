import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { LiveCall } from '../../mcp/bus/live-call';

/** What became of one item. `noClient` is what every operation says where no call waits. */
export type StepEnd = 'done' | 'noClient' | 'answered' | 'declined' | 'cancelled' | 'timedOut';

export interface ItemOutcome {
	outcome: StepEnd;
	/** Laid over the item's JSON. */
	fields?: IDataObject;
}

/** One run of the node, over all its items. */
export interface Run {
	context: IExecuteFunctions;
	/** The call that this execution serves; undefined if none waits. */
	call: LiveCall | undefined;
	/** An AI agent uses the node as a tool. */
	asTool: boolean;
	/** Tells the author of the workflow; the same text is shown once. */
	hint: (message: string) => void;
}

export interface ItemHandler {
	/** Called for each item in turn. @throws what `toNodeError` knows to tell */
	handle(itemIndex: number): Promise<ItemOutcome>;
	/** Called when all items were handled. */
	finish?(): Promise<void>;
}

export type StartOperation = (run: Run) => ItemHandler;

export const done = (run: Run): ItemOutcome => ({ outcome: run.call ? 'done' : 'noClient' });
