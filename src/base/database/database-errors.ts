import { BrandedError } from '../branded-error';

/** The store could not be written for a while: another process did all that time. */
export class DatabaseBusy extends BrandedError {
	static override readonly brand: string = 'DatabaseBusy';

	/** @param place for people: a file, or host and database */
	constructor(place: string, ms: number) {
		super(
			`Other processes have been writing to the store of the GTM nodes (${place}) for more than ${ms / 1000} s. Run again; if it stays so, look for the process that holds it.`,
		);
	}
}

/** The store was written by a newer version of the package. It was left as it is. */
export class DatabaseTooNew extends BrandedError {
	static override readonly brand: string = 'DatabaseTooNew';

	constructor(place: string, part: string) {
		super(
			`A newer version of n8n-nodes-gtm-mcp wrote the store of the GTM nodes (${place}, part "${part}"). Nothing was changed. Update the package on this n8n.`,
		);
	}
}

/** The store cannot be opened: no such server, wrong password, no such folder. */
export class DatabaseUnavailable extends BrandedError {
	static override readonly brand: string = 'DatabaseUnavailable';

	constructor(place: string, cause: unknown) {
		const why = cause instanceof Error ? cause.message || codeOf(cause) : String(cause);
		super(`The store of the GTM nodes (${place}) cannot be opened: ${why}`, { cause });
	}
}

/** A host with several addresses fails with all of them, and no message. */
function codeOf(cause: Error): string {
	const { code } = cause as { code?: unknown };
	return typeof code === 'string' ? code : cause.name;
}
