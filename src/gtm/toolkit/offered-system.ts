import type { Capable } from '../operations/capability-of';
import type { VendorProfile } from '../http/vendor-profile';

/** What a ready server stands for: a vendor, or several that answer as one. */
export interface OfferedSystem extends Capable {
	/** `id` begins the addresses of resources. */
	profile: Pick<VendorProfile, 'id' | 'name'>;
}
