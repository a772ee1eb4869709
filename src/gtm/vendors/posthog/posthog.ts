import type { AnalyticsVendor } from '../../analytics/analytics-vendor';
import { idOf } from '../../model/json';
import { baseUrlOf } from '../base-url';
import { can } from '../capability';
import { queryFunnel } from './funnel';
import { queryMetric } from './metric';
import { posthogProfile } from './profile';
import { accountUsage, personUsage } from './usage';

const REGIONS: Readonly<Record<string, string>> = {
	us: 'https://us.posthog.com',
	eu: 'https://eu.posthog.com',
};

export const posthog: AnalyticsVendor = {
	profile: posthogProfile,
	credentialTypes: ['gtmPosthogApi'],
	hosts: ({ region, projectId, baseUrl }) => ({
		project: `${instanceOf(region, baseUrl)}/api/projects/${checkProjectId(projectId)}`,
	}),
	docsUrl: 'https://posthog.com/docs/api/queries',
	capabilities: {
		'metric.query': can(
			'For a property of the person, use person.plan. Values over time skip intervals without events.',
		),
		'funnel.query': can('For any steps. Saved funnels are not supported.'),
		'usage.account': can('Events of people whose property "email" ends with the domain.'),
		'usage.person': can('Events of the person whose property "email" is this address.'),
	},
	queryMetric,
	queryFunnel,
	accountUsage,
	personUsage,
};

function instanceOf(region: unknown, baseUrl: unknown): string {
	const own = REGIONS[typeof region === 'string' ? region : 'us'];
	const instance = baseUrlOf(baseUrl, own ?? '');
	if (instance === '') {
		throw new RangeError(
			'Base URL in the credential is empty. Enter the URL of your self-hosted PostHog.',
		);
	}
	return instance;
}

function checkProjectId(projectId: unknown): string {
	const text = (idOf(projectId) ?? '').trim();
	if (/^\d+$/.test(text)) return text;
	throw new RangeError('Project ID in the credential must be a number, such as 12345.');
}
