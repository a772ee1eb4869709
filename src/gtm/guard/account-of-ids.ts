import type { VendorClient } from '../http/vendor-client';
import type { VendorProfile } from '../http/vendor-profile';

/** A vendor, and the client by which it is asked. */
export interface Reached {
	vendor: { profile: Pick<VendorProfile, 'id' | 'idsUniqueIn'> };
	client: Pick<VendorClient, 'accountKey'>;
}

/**
 * Whose records and sequences are meant by ids, where those are unique within an account only.
 *
 * @throws VendorError if the vendor could not be asked: a guess would make two people one
 */
export async function accountOfIds({ vendor, client }: Reached): Promise<string | undefined> {
	return vendor.profile.idsUniqueIn === 'account' ? await client.accountKey() : undefined;
}
