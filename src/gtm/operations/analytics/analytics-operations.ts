import { checkAlert } from './check-alert';
import { makeReport } from './make-report';
import { accountUsage, personUsage } from './product-usage';
import { queryFunnel } from './query-funnel';
import { queryMetric } from './query-metric';

/** What can be asked of an analytics vendor. */
export const analyticsOperations = {
	'metric.query': queryMetric,
	'funnel.query': queryFunnel,
	'usage.account': accountUsage,
	'usage.person': personUsage,
	'report.make': makeReport,
	'alert.check': checkAlert,
} as const;
