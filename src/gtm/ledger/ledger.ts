import type { AlertBook } from './alert-book';
import type { AnswerLedger } from './answer-ledger';
import type { CreditLedger } from './credit-ledger';
import type { EnrolledPeople } from './enrolled-people';
import type { EnrollmentLedger } from './enrollment-ledger';
import type { JobBook } from './job-book';
import type { SuppressionList } from './suppression-list';
import type { WriteLedger } from './write-ledger';

/** What must be remembered beyond an execution. */
export interface Ledger {
	alerts: AlertBook;
	credits: CreditLedger;
	answers: AnswerLedger;
	enrollments: EnrollmentLedger;
	jobs: JobBook;
	people: EnrolledPeople;
	suppressions: SuppressionList;
	writes: WriteLedger;
	close(): Promise<void>;
}
