import { creditBalance, enrichCompany, enrichPerson, listSignals, verifyEmail } from './ask-vendor';
import { finishedJobs } from './finished-jobs';
import { checkRecord, standardizeRecord } from './own-record';
import { enrichCompanyBySeveral, enrichPersonBySeveral, estimateWaterfall } from './waterfall';

/** What one enrichment vendor can be asked. */
export const enrichmentOperations = {
	'company.enrich': enrichCompany,
	'person.enrich': enrichPerson,
	'signal.list': listSignals,
	'email.verify': verifyEmail,
	'credit.balance': creditBalance,
	'job.finished': finishedJobs,
} as const;

/** What several of them are asked, in an order. */
export const waterfallOperations = {
	'waterfall.person': enrichPersonBySeveral,
	'waterfall.company': enrichCompanyBySeveral,
	'waterfall.estimate': estimateWaterfall,
} as const;

/** What needs none. */
export const recordOperations = {
	'record.check': checkRecord,
	'record.standardize': standardizeRecord,
} as const;
