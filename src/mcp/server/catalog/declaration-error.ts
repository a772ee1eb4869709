import { BrandedError } from '../../../base/branded-error';
import type { ServeInProcess } from '../provider/in-process-call';

/** A declaration that cannot be served. Says which one, which field of it, and what to change. */
export class DeclarationError extends BrandedError {
	static override readonly brand: string = 'DeclarationError';

	constructor(
		/** Of the trigger node, or of a provider: `Branch`, `Resource`, `Prompt`. */
		readonly list: string,
		/** Position in its list, from 0. */
		readonly position: number,
		/** As the node labels it. */
		readonly field: string,
		reason: string,
	) {
		super(reason);
	}
}

/** Where a declaration stands: an output of the trigger, an entry of its static content, or a provider. */
export interface Place {
	/** As people know it. */
	list: string;
	position: number;
}

/**
 * How an entry is served: by the flow behind an output, by content that is known beforehand, or by a
 * provider in the process.
 */
export type Source<StaticContent> =
	| { kind: 'flow'; output: number }
	| { kind: 'static'; content: StaticContent }
	| { kind: 'inProcess'; serve: ServeInProcess };
