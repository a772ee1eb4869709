import { BrandedError } from '../../../base/branded-error';

/** Lists of the trigger node that hold declarations. */
export type DeclarationList = 'Branch' | 'Resource' | 'Prompt' | 'Built-In Tool';

/** A declaration that cannot be served. Says which one, which field of it, and what to change. */
export class DeclarationError extends BrandedError {
	static override readonly brand: string = 'DeclarationError';

	constructor(
		readonly list: DeclarationList,
		/** Position in its list, from 0. */
		readonly position: number,
		/** As the node labels it. */
		readonly field: string,
		reason: string,
	) {
		super(reason);
	}
}

/** Where a declaration stands: an output of the trigger, or an entry of its static content. */
export interface Place {
	list: DeclarationList;
	position: number;
}

/** How an entry is served: by the flow behind an output, or by content that is known beforehand. */
export type Source<StaticContent> =
	{ kind: 'flow'; output: number } | { kind: 'static'; content: StaticContent };
