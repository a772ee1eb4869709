import { BrandedError } from '../../../base/branded-error';

/**
 * A value that cannot become part of a message of the protocol. `parameter` names the input by its
 * field (`mimeType`), so that whoever shows the message can put its own label there.
 */
export class ContentError extends BrandedError {
	static override readonly brand: string = 'ContentError';

	/**
	 * @param problem what is the matter, as a predicate: `is empty`
	 * @param advice how to mend it, as sentences
	 * @param place where the field is, if there are several of them: `content block 2`
	 */
	constructor(
		readonly parameter: string,
		readonly problem: string,
		readonly advice?: string,
		readonly place?: string,
	) {
		super(place === undefined ? `${parameter} ${problem}` : `${parameter} of ${place} ${problem}`);
	}

	/** The same at a place; one that is known already stays. */
	at(place: string): ContentError {
		return new ContentError(this.parameter, this.problem, this.advice, this.place ?? place);
	}
}

/** Runs a builder whose errors are to name a place. */
export function atPlace<T>(place: string, build: () => T): T {
	try {
		return build();
	} catch (error) {
		throw error instanceof ContentError ? error.at(place) : error;
	}
}
