import { BrandedError } from '../../base/branded-error';

/** The ledger could not be used for a while: another process was writing to its file all that time. */
export class LedgerBusy extends BrandedError {
	static override readonly brand: string = 'LedgerBusy';

	constructor(ms: number) {
		super(
			`Another process has locked the data file of the GTM nodes for more than ${ms / 1000} s. Run again. If it happens again, check which process has gtm-mcp/ledger.sqlite open.`,
		);
	}
}
