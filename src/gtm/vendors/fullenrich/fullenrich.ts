import type {
	EnrichOptions,
	EnrichmentOperation,
	EnrichmentVendor,
	PersonQuery,
	PriceEstimate,
} from '../../enrichment/enrichment-vendor';
import { unusableOutcome } from '../../enrichment/enrichment-outcome';
import { problemOf } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import type { Contact } from '../../model/contact';
import type { Outcome } from '../../model/outcome';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { creditBalance } from './credit-balance';
import { followPerson } from './follow-enrichment';
import { enrichCompany, lookUpPerson } from './lookup';
import { POLL_EVERY_MS, fullenrichProfile } from './profile';
import { startEnrichment, startReverseLookup } from './start-enrichment';
import { askedFor, creditsFor } from './wanted';

const WHY = {
	signals: 'FullEnrich has no API for signals.',
	verify: 'FullEnrich verifies the emails that it finds, but has no API to verify others.',
} as const;

/** What a lookup takes is not published; its answer says it. */
const LOOKUP_CREDITS = 1;

function price(operation: EnrichmentOperation, fields: readonly string[]): PriceEstimate {
	const unit = 'credit';
	if (operation === 'person.enrich') {
		const amount = creditsFor(askedFor(fields)) || LOOKUP_CREDITS;
		return { amount, unit, chargedOnMiss: false };
	}
	const amount = operation === 'company.enrich' ? LOOKUP_CREDITS : 0;
	return { amount, unit, chargedOnMiss: false };
}

/**
 * Looks for how to reach a person, which takes minutes; for the person behind an email, where that is
 * all that is known; or for the profile alone, at once, where nothing else is wanted.
 */
async function enrichPerson(
	client: VendorClient,
	query: PersonQuery,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const problem = problemOf({ kind: 'person', query });
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
	const { email, ...others } = query;
	const isOtherwiseKnown = problemOf({ kind: 'person', query: others }) === undefined;
	if (email !== undefined && !isOtherwiseKnown) {
		return await startReverseLookup(client, email, options);
	}
	const asked = askedFor(options.fields);
	return asked.length === 0
		? await lookUpPerson(client, query, options)
		: await startEnrichment(client, query, asked, options);
}

export const fullenrich: EnrichmentVendor = {
	profile: fullenrichProfile,
	credentialTypes: ['gtmFullenrichApi'],
	hosts: ({ baseUrl }) => ({ api: baseUrlOf(baseUrl, 'https://app.fullenrich.com') }),
	docsUrl: 'https://docs.fullenrich.com',
	capabilities: {
		'company.enrich': can('By domain or LinkedIn URL.'),
		'person.enrich': can(
			'Emails and mobile phones take minutes: the outcome is pending first. A profile without them is immediate.',
		),
		'signal.list': cannot(WHY.signals),
		'email.verify': cannot(WHY.verify),
		'credit.balance': can('Free.'),
		'job.finished': can('Asks for up to 100 results a run, within the 60 calls a minute.'),
	},
	offers: {
		company: [
			'domain',
			'name',
			'industry',
			'employees',
			'employeeRange',
			'country',
			'city',
			'description',
			'linkedinUrl',
			'foundedYear',
		],
		person: [
			'email',
			'emailStatus',
			'otherEmails',
			'mobilePhone',
			'firstName',
			'lastName',
			'fullName',
			'title',
			'seniority',
			'department',
			'linkedinUrl',
			'country',
			'city',
			'accountName',
			'accountDomain',
		],
	},
	price,
	enrichCompany,
	enrichPerson,
	listSignals: () => Promise.resolve(notOffered(fullenrichProfile.id, WHY.signals)),
	verifyEmail: () => Promise.resolve(notOffered(fullenrichProfile.id, WHY.verify)),
	follow: { person: followPerson, pollEveryMs: POLL_EVERY_MS },
	creditBalance,
};
