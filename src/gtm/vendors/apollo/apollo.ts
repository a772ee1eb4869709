import type {
	EnrichmentOperation,
	EnrichmentVendor,
	PriceEstimate,
} from '../../enrichment/enrichment-vendor';
import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import type { Vendor } from '../vendor';
import { creditBalance } from './credit-balance';
import { engagementHistory } from './engagement';
import { enrichCompany, enrichPerson } from './enrich';
import { enroll, enrollMany } from './enroll';
import { getEnrollment, stopEnrollment } from './enrollment-control';
import { people } from './people';
import { apolloProfile } from './profile';
import { listSenders } from './senders';
import { getSequence, listSequences } from './sequences';
import { listSignals } from './signals';
import { statistics } from './statistics';

const vendor: Vendor = {
	profile: apolloProfile,
	credentialTypes: ['gtmApolloApi'],
	hosts: ({ baseUrl }) => ({ api: baseUrlOf(baseUrl, 'https://api.apollo.io') }),
	docsUrl: 'https://docs.apollo.io/reference/authentication',
};

const WHY = {
	jobs: 'Apollo answers at once, so nothing is pending.',
	verify: 'Apollo verifies the emails that it finds, but has no API to verify others.',
	pause:
		'Apollo’s API cannot pause an enrollment so that it can resume. Stop the enrollment, or pause it in Apollo.',
	resume: 'Apollo’s API cannot resume an enrollment. Resume it in Apollo.',
	templates: 'Apollo’s API does not show templates.',
	updateStep:
		'Apollo’s API cannot read the steps of a sequence, so changing one step could remove the others. Change it in Apollo.',
} as const;

const refusing = (why: string) => {
	const outcome = notOffered<never>(apolloProfile.id, why);
	return () => Promise.resolve(outcome);
};

/** Credits at most: a signal list looks the company up first. */
const PRICES: Readonly<Record<EnrichmentOperation, number>> = {
	'company.enrich': 1,
	'person.enrich': 1,
	'signal.list': 3,
	'email.verify': 0,
	'credit.balance': 0,
	'job.finished': 0,
};

function price(operation: EnrichmentOperation): PriceEstimate {
	return {
		amount: PRICES[operation],
		unit: 'credit',
		// A page of news or jobs costs its credit also if there is nothing on it.
		chargedOnMiss: operation === 'signal.list',
	};
}

export const apolloEnrichment: EnrichmentVendor = {
	...vendor,
	capabilities: {
		'company.enrich': can(),
		'person.enrich': can(
			'Work email and job. No phone numbers: Apollo sends them to a webhook only.',
		),
		'signal.list': can(
			'Funding, hiring and news: 1 credit to find the company, 1 each for hiring and news.',
		),
		'email.verify': cannot(WHY.verify),
		'credit.balance': can('The key needs access to api/v1/usage_stats/credit_usage_stats.'),
		'job.finished': cannot(WHY.jobs),
	},
	offers: {
		company: [
			'domain',
			'name',
			'industry',
			'employees',
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
	listSignals,
	verifyEmail: refusing(WHY.verify),
	creditBalance,
};

export const apolloSequencer: SequencerVendor = {
	...vendor,
	capabilities: {
		'sequence.list': can('Returns the number of steps, not the steps.'),
		'sequence.get': can('Searches the list of sequences.'),
		'template.list': cannot(WHY.templates),
		'template.get': cannot(WHY.templates),
		'enrollment.enroll': can(
			'Apollo finds the contact by email, and creates it if it is missing. Sends from your default mailbox unless you set Sender.',
		),
		'enrollment.pause': cannot(WHY.pause),
		'enrollment.resume': cannot(WHY.resume),
		'enrollment.stop': can('The API cannot resume it afterwards.'),
		'enrollment.get': can(),
		'messaging.updateStep': cannot(WHY.updateStep),
		'messaging.updateTemplate': cannot(WHY.templates),
		'engagement.history': can(
			'The last 50 events of enrollments and replies; opens and clicks are available as totals only.',
		),
		'engagement.statistics': can(
			'Counts people for all time, with rates per delivered email. For a window: emails sent, opened and replied only.',
		),
		'engagement.changes': cannot(
			'Apollo tells what happened by person only. Use Get History for each',
		),
		'blocklist.push': cannot('The API of Apollo cannot add to its list of blocked people.'),
	},
	listSequences,
	getSequence,
	listSenders,
	listTemplates: refusing(WHY.templates),
	getTemplate: refusing(WHY.templates),
	enroll,
	enrollMany,
	getEnrollment,
	people,
	pause: refusing(WHY.pause),
	resume: refusing(WHY.resume),
	stop: stopEnrollment,
	updateStep: refusing(WHY.updateStep),
	updateTemplate: refusing(WHY.templates),
	engagementHistory,
	statistics,
};
