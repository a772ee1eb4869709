import type { VendorClient } from '../http/vendor-client';
import type { Account } from '../model/account';
import type { Contact, EmailStatus } from '../model/contact';
import type { Outcome } from '../model/outcome';
import type { Signal, SignalKind } from '../model/signal';
import type { Capabilities, Vendor } from '../vendors/vendor';

export const ENRICHMENT_OPERATIONS = [
	'company.enrich',
	'person.enrich',
	'signal.list',
	'email.verify',
	'credit.balance',
	'job.finished',
] as const;

export type EnrichmentOperation = (typeof ENRICHMENT_OPERATIONS)[number];

/** Who is asked about. At least one of email, linkedinUrl, or a name with company or domain. */
export interface PersonQuery {
	email?: string;
	linkedinUrl?: string;
	firstName?: string;
	lastName?: string;
	fullName?: string;
	companyName?: string;
	domain?: string;
}

export interface CompanyQuery {
	domain?: string;
	name?: string;
	linkedinUrl?: string;
}

export interface EnrichOptions {
	/** Canonical fields that are wanted: some vendors charge by them. All that cost no extra if left out. */
	fields?: readonly string[];
	keepRaw?: true;
	/** Echoed by asynchronous vendors; the caller's key for this question. */
	correlationId?: string;
}

/** What the vendor asks before the question is put. */
export interface PriceEstimate {
	/** In the vendor's unit, at most. */
	amount: number;
	unit: string;
	/** Charged even if nothing is found. */
	chargedOnMiss: boolean;
}

export interface EmailVerdict {
	email: string;
	status: EmailStatus;
	/** From 0 to 1, where the vendor grades it. */
	score?: number;
}

export interface SignalQuery extends CompanyQuery {
	kinds: readonly SignalKind[];
	/** ISO time: nothing older. */
	since?: string;
	limit: number;
}

/**
 * A vendor of data about companies and people. An asynchronous one answers `pending` with a handle;
 * `follow` asks once more. Nothing that costs is ever asked twice by itself.
 */
export interface EnrichmentVendor extends Vendor {
	capabilities: Capabilities<EnrichmentOperation>;
	/** Which canonical fields it can fill; the waterfall asks only for what is still missing. */
	offers: { company: readonly string[]; person: readonly string[] };
	price(operation: EnrichmentOperation, fields: readonly string[]): PriceEstimate;
	enrichCompany(
		client: VendorClient,
		query: CompanyQuery,
		options: EnrichOptions,
	): Promise<Outcome<Account>>;
	enrichPerson(
		client: VendorClient,
		query: PersonQuery,
		options: EnrichOptions,
	): Promise<Outcome<Contact>>;
	listSignals(client: VendorClient, query: SignalQuery): Promise<Outcome<Signal[]>>;
	verifyEmail(
		client: VendorClient,
		email: string,
		options: EnrichOptions,
	): Promise<Outcome<EmailVerdict>>;
	/** Asks once for what `handle` stands for: pending again, or the end. Costs nothing. */
	follow?: {
		company?(
			this: void,
			client: VendorClient,
			handle: string,
			options: EnrichOptions,
		): Promise<Outcome<Account>>;
		person?(
			this: void,
			client: VendorClient,
			handle: string,
			options: EnrichOptions,
		): Promise<Outcome<Contact>>;
		email?(
			this: void,
			client: VendorClient,
			handle: string,
			options: EnrichOptions,
		): Promise<Outcome<EmailVerdict>>;
		/** How long to wait between questions, in milliseconds: the vendor's advice. */
		pollEveryMs: number;
	};
	/** `cost.remaining` of the outcome is what is left. */
	creditBalance(client: VendorClient): Promise<Outcome>;
}
