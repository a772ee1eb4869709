import type { EnrichmentVendor } from '../../enrichment/enrichment-vendor';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { creditBalance } from './credit-balance';
import { enrichCompany, enrichPerson } from './enrich';
import { pdlProfile } from './profile';

const WHY = {
	jobs: 'People Data Labs answers at once, so nothing is pending.',
	verify: 'People Data Labs does not verify emails.',
	signals: 'People Data Labs has no signals. Compare two enrichments instead.',
} as const;

const refusing = (why: string) => {
	const outcome = notOffered<never>(pdlProfile.id, why);
	return () => Promise.resolve(outcome);
};

export const pdl: EnrichmentVendor = {
	profile: pdlProfile,
	credentialTypes: ['gtmPeopleDataLabsApi'],
	hosts: ({ baseUrl }) => ({ api: baseUrlOf(baseUrl, 'https://api.peopledatalabs.com') }),
	docsUrl: 'https://docs.peopledatalabs.com/docs/reference-person-enrichment-api',
	capabilities: {
		'company.enrich': can('Returns matches with a likelihood of 6 or more.'),
		'person.enrich': can(
			'Returns matches with a likelihood of 6 or more. If you want only email, phone, LinkedIn or title, a person without them is free.',
		),
		'signal.list': cannot(WHY.signals),
		'email.verify': cannot(WHY.verify),
		'credit.balance': can('For people. Companies have their own balance.'),
		'job.finished': cannot(WHY.jobs),
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
	price: (operation) => ({
		amount: operation === 'person.enrich' || operation === 'company.enrich' ? 1 : 0,
		unit: 'credit',
		chargedOnMiss: false,
	}),
	enrichCompany,
	enrichPerson,
	listSignals: refusing(WHY.signals),
	verifyEmail: refusing(WHY.verify),
	creditBalance,
};
