import type { VendorProfile } from '../http/vendor-profile';
import type { Capability } from './capability';

export type VendorCategory = 'crm' | 'enrichment' | 'sequencer' | 'analytics';

/** Where the vendor is, by the name that requests use; `default` is the first. */
export type VendorHosts = Readonly<Record<string, string>>;

/** Ids that requests name, such as that of a routine, by our names for them. */
export type VendorAccount = Readonly<Record<string, string>>;

/** What is the same for every vendor, whatever it does. */
export interface Vendor {
	profile: VendorProfile;
	/** The n8n credential type: `gtmHubspotApi`. */
	credentialTypes: readonly string[];
	/**
	 * Base URLs from the fields of the credential (region, instance), without a slash at the end.
	 *
	 * @throws RangeError naming the field that is missing or no HTTPS URL
	 */
	hosts(credential: Readonly<Record<string, unknown>>): VendorHosts;
	/** What requests name of the account, from the fields of the credential: ids, never secrets. */
	account?(this: void, credential: Readonly<Record<string, unknown>>): VendorAccount;
	/** The vendor's own page about its API. */
	docsUrl: string;
}

/** Operations by `resource.operation`, such as `contact.upsert`. */
export type Capabilities<Operation extends string> = Readonly<Record<Operation, Capability>>;
