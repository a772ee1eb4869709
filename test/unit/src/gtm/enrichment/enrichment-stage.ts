import type {
	CompanyQuery,
	EnrichOptions,
	EnrichmentVendor,
	PersonQuery,
} from '../../../../../src/gtm/enrichment/enrichment-vendor';
import { follow } from '../../../../../src/gtm/enrichment/follow';
import type { HttpPort } from '../../../../../src/gtm/http/http-port';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import { type AccountOptions, openAccount } from '../vendors/vendor-account';

/** What every vendor charges for that offers it. */
export const PAID = ['person.enrich', 'company.enrich', 'email.verify'] as const;

export type Paid = (typeof PAID)[number];

/** Longer than any emulated vendor works on an answer, in milliseconds. */
const LONG = 600_000;

/** An account of one enrichment vendor, with the words that tests of every one need. */
export class EnrichmentStage {
	readonly account: ReturnType<typeof openAccount>;
	/** If there is one, each request is answered with it as the body of a 200. */
	answer: { body: unknown } | undefined;

	constructor(
		readonly vendor: EnrichmentVendor,
		options: AccountOptions = {},
	) {
		const wrap =
			(port: HttpPort): HttpPort =>
			async (request) =>
				this.answer === undefined
					? await port(request)
					: { status: 200, headers: {}, ...this.answer };
		this.account = openAccount(vendor, { ...options, wrap });
	}

	get client() {
		return this.account.client;
	}

	get examples() {
		return this.account.world.examples;
	}

	get credits() {
		return this.account.sandbox.vendor(this.vendor.profile.id).credits;
	}

	fail(fault: Omit<Parameters<typeof this.account.sandbox.setFault>[0], 'vendor'>): void {
		this.account.sandbox.setFault({ ...fault, vendor: this.vendor.profile.id });
	}

	mend(): void {
		this.account.sandbox.faults.clear();
	}

	/** What the vendor says first about somebody, some company or some address that it knows. */
	async start(operation: Paid): Promise<Outcome> {
		const { person, account } = this.examples;
		const { vendor, client } = this;
		const { linkedinUrl, email } = person;
		const ask = {
			'person.enrich': () => vendor.enrichPerson(client, { linkedinUrl }, {}),
			'company.enrich': () => vendor.enrichCompany(client, { domain: account.domain }, {}),
			'email.verify': () => vendor.verifyEmail(client, email, {}),
		};
		return await this.account.run<Outcome>(ask[operation]());
	}

	/** The end of a question, however long the vendor works on it. */
	async person(query: PersonQuery, options: EnrichOptions = {}) {
		return await this.end('person', this.vendor.enrichPerson(this.client, query, options), options);
	}

	async company(query: CompanyQuery, options: EnrichOptions = {}) {
		return await this.end(
			'company',
			this.vendor.enrichCompany(this.client, query, options),
			options,
		);
	}

	async email(email: string, options: EnrichOptions = {}) {
		return await this.end('email', this.vendor.verifyEmail(this.client, email, options), options);
	}

	async end<Entity>(
		kind: 'company' | 'email' | 'person',
		asked: Promise<Outcome<Entity>>,
		options: EnrichOptions = {},
	): Promise<Outcome<Entity>> {
		const { vendor, client, account } = this;
		const { clock } = account;
		const settings = { clock, followMs: LONG, options };
		const last = asked.then(
			async (first) => await follow({ vendor, client }, kind, first, settings),
		);
		return (await account.run(last)) as Outcome<Entity>;
	}
}
