import { VendorError } from './vendor-error';

/**
 * Undefined where the vendor says that there is no such thing. For vendors whose 404 may also mean
 * something else, such as an unknown key, so that the status alone says too little.
 *
 * @throws what else was thrown
 */
export async function unlessAbsent<Result>(asked: Promise<Result>): Promise<Result | undefined> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof VendorError && error.refusal.status === 'not_found') return undefined;
		throw error;
	}
}
