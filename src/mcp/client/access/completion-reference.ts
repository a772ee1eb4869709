/** Whose argument is to be completed. */
export type CompletionReference =
	| { type: 'ref/prompt'; name: string }
	/** A URI template. */
	| { type: 'ref/resource'; uri: string };
