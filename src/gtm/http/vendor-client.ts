import type { VendorRequest, VendorResponse } from './vendor-request';

/**
 * The one way out to a vendor with one credential, for the time of one execution: when that is
 * cancelled, so is everything here. Waits for the vendor's limits, repeats what is
 * safe to repeat, keeps away from a vendor that is down.
 */
export interface VendorClient {
	/** The id of the vendor. */
	readonly provider: string;
	/** By the clock that its waits are measured with: milliseconds since 1970. */
	now(this: void): number;
	/** Ids of the account that requests name, as the vendor reads them in the credential. */
	readonly account?: Readonly<Record<string, string>>;
	/** Of the IANA database: whose days are meant where the vendor keeps points in time. UTC if left out. */
	readonly timeZone?: string;
	/**
	 * Whose account this is, as a digest that never holds the secret: what is remembered is remembered for
	 * this account. Asks the vendor once, of a key for all clients of the process.
	 *
	 * @throws VendorError if the vendor could not be asked
	 */
	accountKey(): Promise<string>;
	/**
	 * @throws VendorError for a status outside 2xx and the request's `accept`, for a limit that does
	 *   not pass in time, for an open circuit and for no answer
	 */
	send(request: VendorRequest): Promise<VendorResponse>;
}
