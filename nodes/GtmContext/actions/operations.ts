import { link } from './activity/link.operation';
import { recordEvent } from './activity/record-event.operation';
import { recordOutcome } from './decision/outcome.operation';
import { recordDecision } from './decision/record.operation';
import { listEnrollments } from './enrollment/list.operation';
import { releaseEnrollment } from './enrollment/release.operation';
import { correct } from './fact/correct.operation';
import { explain } from './fact/explain.operation';
import { retract } from './fact/retract.operation';
import { recordFacts } from './fact/record.operation';
import { decideReview } from './identity/decide-review.operation';
import { forget } from './identity/forget.operation';
import { merge } from './identity/merge.operation';
import { resolve } from './identity/resolve.operation';
import { listReviews } from './identity/reviews.operation';
import { suppress } from './identity/suppress.operation';
import { undoMerge } from './identity/undo-merge.operation';
import { checkAction } from './prospect/check-action.operation';
import { getContext } from './prospect/get-context.operation';
import { search } from './prospect/search.operation';
import { getRules } from './rules/get.operation';
import { setRules } from './rules/set.operation';
import { getSession } from './session/get.operation';
import { listSessions } from './session/list.operation';
import { sync } from './source/sync.operation';
import { audit } from './store/audit.operation';
import { exportRows } from './store/export.operation';
import { importRows } from './store/import.operation';
import { statistics } from './store/statistics.operation';
import { useDatabase } from './store/use-database.operation';

/** What the node does; the form opens with the first operation of the first resource. */
export const resources = [
	{ name: 'Prospect', value: 'prospect', operations: [getContext, checkAction, search] },
	{ name: 'Fact', value: 'fact', operations: [recordFacts, explain, correct, retract] },
	{ name: 'Activity', value: 'activity', operations: [recordEvent, link] },
	{
		name: 'Identity',
		value: 'identity',
		operations: [resolve, listReviews, decideReview, merge, undoMerge, suppress, forget],
	},
	{ name: 'Decision', value: 'decision', operations: [recordDecision, recordOutcome] },
	{ name: 'Enrollment', value: 'enrollment', operations: [listEnrollments, releaseEnrollment] },
	{ name: 'Session', value: 'session', operations: [listSessions, getSession] },
	{ name: 'Rules', value: 'rules', operations: [getRules, setRules] },
	{ name: 'Source', value: 'source', operations: [sync] },
	{
		name: 'Store',
		value: 'store',
		operations: [statistics, audit, importRows, exportRows, useDatabase],
	},
] as const;

export const operations = resources.flatMap((resource) => [...resource.operations]);
