import type {
	EnrichmentOperation,
	EnrichmentVendor,
	PriceEstimate,
} from '../../enrichment/enrichment-vendor';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { enrichCompany, enrichPerson, followCompany, followPerson } from './enrich';
import { POLL_EVERY_MS, clayProfile } from './profile';
import { routinesIn } from './routines';
import { followEmail, verifyEmail } from './verify';

const WHY = {
	signals: 'Signals in Clay are tables, which its API does not offer.',
	balance: 'Clay’s API does not report the remaining credits. Check them in Clay, under your plan.',
} as const;

const RUNS: readonly EnrichmentOperation[] = ['company.enrich', 'person.enrich', 'email.verify'];

/** What a run takes is up to the routine, and Clay does not say it: runs are counted, not credits. */
function price(operation: EnrichmentOperation): PriceEstimate {
	return { amount: RUNS.includes(operation) ? 1 : 0, unit: 'run', chargedOnMiss: true };
}

export const clay: EnrichmentVendor = {
	profile: clayProfile,
	credentialTypes: ['gtmClayApi'],
	hosts: ({ baseUrl }) => ({ api: baseUrlOf(baseUrl, 'https://api.clay.com') }),
	account: routinesIn,
	docsUrl: 'https://developers.clay.com',
	capabilities: {
		'company.enrich': can(
			'Runs the company routine of the credential. The outcome is pending first.',
		),
		'person.enrich': can(
			'Runs the person routine of the credential. The outcome is pending first.',
		),
		'signal.list': cannot(WHY.signals),
		'email.verify': can('Runs the email routine of the credential. The outcome is pending first.'),
		'credit.balance': cannot(WHY.balance),
		'job.finished': can('Asks for the results of up to 100 runs of routines at a time.'),
	},
	// What a routine can say at most; which of it yours says is up to you.
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
			'otherEmails',
			'firstName',
			'lastName',
			'fullName',
			'title',
			'seniority',
			'department',
			'phone',
			'mobilePhone',
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
	listSignals: () => Promise.resolve(notOffered(clayProfile.id, WHY.signals)),
	verifyEmail,
	follow: {
		company: followCompany,
		person: followPerson,
		email: followEmail,
		pollEveryMs: POLL_EVERY_MS,
	},
	creditBalance: () => Promise.resolve(notOffered(clayProfile.id, WHY.balance)),
};
