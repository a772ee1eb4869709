import { BrandedError } from '../../../base/branded-error';

/**
 * A failure that the client gets to read, and with a tool its model: say what to do differently, and
 * nothing secret.
 */
export class ProviderError extends BrandedError {
	static override readonly brand: string = 'ProviderError';

	/** @param reason whether there is no such resource, or something else is wrong */
	constructor(
		message: string,
		readonly reason: 'failed' | 'notFound' = 'failed',
	) {
		super(message);
	}
}
