import type {
	EnrichmentOperation,
	EnrichmentVendor,
	PriceEstimate,
} from '../../enrichment/enrichment-vendor';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { enrichCompany } from './company';
import { creditBalance } from './credit-balance';
import { enrichPerson, followPerson } from './person';
import { POLL_EVERY_MS } from './poll';
import { hunterProfile } from './profile';
import { verifyEmail } from './verify';

const NO_SIGNALS = 'Hunter has no API for signals.';

const FREE: readonly EnrichmentOperation[] = ['credit.balance', 'job.finished', 'signal.list'];

/** At most: profiles and verifications take a part of a credit. */
function price(operation: EnrichmentOperation): PriceEstimate {
	const amount = FREE.includes(operation) ? 0 : 1;
	return { amount, unit: 'credit', chargedOnMiss: false };
}

export const hunter: EnrichmentVendor = {
	profile: hunterProfile,
	credentialTypes: ['gtmHunterApi'],
	hosts: ({ baseUrl }) => ({ api: baseUrlOf(baseUrl, 'https://api.hunter.io') }),
	docsUrl: 'https://hunter.io/api-documentation/v2',
	capabilities: {
		'company.enrich': can('By domain only.'),
		'person.enrich': can(
			'Finds the email of a name at a company or of a LinkedIn profile; with an email, finds the profile.',
		),
		'signal.list': cannot(NO_SIGNALS),
		'email.verify': can('Does not check Gmail and other free mailboxes: their status is unknown.'),
		'credit.balance': can('Free.'),
		'job.finished': can(
			'Hunter charges for an email when it answers with it, which may be here: no more than the question would have cost.',
		),
	},
	offers: {
		company: [
			'domain',
			'name',
			'industry',
			'employees',
			'employeeRange',
			'annualRevenue',
			'country',
			'city',
			'description',
			'linkedinUrl',
			'phone',
			'foundedYear',
			'technologies',
			'fundingTotal',
			'fundingStage',
		],
		person: [
			'email',
			'emailStatus',
			'firstName',
			'lastName',
			'fullName',
			'title',
			'seniority',
			'department',
			'phone',
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
	listSignals: () => Promise.resolve(notOffered(hunterProfile.id, NO_SIGNALS)),
	verifyEmail,
	follow: { person: followPerson, email: verifyEmail, pollEveryMs: POLL_EVERY_MS },
	creditBalance,
};
