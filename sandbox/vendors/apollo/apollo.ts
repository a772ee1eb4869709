import { headerKey } from '../../frame/authentication.ts';
import type { Emulator } from '../../frame/emulator.ts';
import { vendorModule } from '../../frame/running-vendor.ts';
import { accountRoutes, CREDITS } from './account-routes.ts';
import { activityRoutes } from './activity-routes.ts';
import { contactRoutes } from './contact-routes.ts';
import { dataRoutes } from './data-routes.ts';
import { apolloAnswers } from './errors.ts';
import { ENRICHMENT, limitHeaders, limitsOf, ORDINARY, REPORTS } from './limits.ts';
import { sequenceRoutes } from './sequence-routes.ts';
import { openApollo } from './state.ts';
import type { ApolloState } from './state.ts';

/**
 * Apollo's REST API, checked against its specification by
 * test/contract/gtm/apollo.test.ts. Left out: what the package does not use, phone numbers and
 * waterfalls, which go to webhooks. That a stop is not seen at once is emulated as a lag of the search.
 *
 * @see https://docs.apollo.io/reference
 */
const emulator: Emulator<ApolloState> = {
	id: 'apollo',
	name: 'Apollo',
	authentication: headerKey('x-api-key'),
	keys: [
		{ value: 'sandbox-apollo-master', scopes: 'all' },
		{
			value: 'sandbox-apollo-enrichment',
			scopes: ['people/match', 'organizations/enrich'],
			note: 'no master key: enriches only',
		},
	],
	credentials: (baseUrl) => ({ gtmApolloApi: { apiKey: 'sandbox-apollo-master', baseUrl } }),
	limits: [
		...limitsOf('people/match', ENRICHMENT),
		...limitsOf('organizations/enrich', ENRICHMENT),
		...limitsOf('organizations/job_postings', ORDINARY),
		...limitsOf('news_articles/search', ORDINARY),
		...limitsOf('usage_stats', ORDINARY),
		...limitsOf('contacts/search', ORDINARY),
		...limitsOf('contacts/show', ORDINARY),
		...limitsOf('contacts/create', ORDINARY),
		...limitsOf('email_accounts', ORDINARY),
		...limitsOf('emailer_campaigns/search', ORDINARY),
		...limitsOf('emailer_campaigns/add_contact_ids', ORDINARY),
		...limitsOf('emailer_campaigns/remove_or_stop_contact_ids', ORDINARY),
		...limitsOf('emailer_campaigns/activity_feed', ORDINARY),
		...limitsOf('reports/sync_report', REPORTS),
	],
	limitHeaders,
	credits: { initial: CREDITS, unit: 'credit' },
	answers: apolloAnswers,
	open: openApollo,
	recordsOf: ({ contacts, sequences }, text) =>
		contacts
			.all()
			.filter(({ email }) => email === text)
			.map(({ firstName, lastName, title, company, emailStatus, unsubscribed, entries }) => ({
				name: `${firstName} ${lastName}`,
				title,
				company,
				emailStatus,
				unsubscribed,
				sequences: entries.map(({ sequenceId, status, step }) => {
					const sequence = sequences.find(({ id }) => id === sequenceId);
					return `${sequence?.name ?? sequenceId}: ${status}, step ${step}`;
				}),
			})),
	counts: ({ contacts, sequences }) => ({ contacts: contacts.size, sequences: sequences.length }),
	routes: [...dataRoutes, ...contactRoutes, ...sequenceRoutes, ...activityRoutes, ...accountRoutes],
};

export const apollo = vendorModule(emulator);
