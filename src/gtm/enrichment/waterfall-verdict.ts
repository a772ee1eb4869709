import type { Outcome, OutcomeStatus } from '../model/outcome';
import type { StepReport } from './waterfall';

/** Why a vendor was left out that could add nothing. */
export const NOTHING_TO_ADD = 'It has none of the missing fields.';

type Verdict = Pick<Outcome, 'status' | 'reason' | 'retry'>;

/** How a waterfall ended. @param isFilled whether any vendor gave anything */
export function verdictOf(
	missing: readonly string[],
	reports: readonly StepReport[],
	isFilled: boolean,
): Verdict {
	if (missing.length === 0) return { status: 'found' };
	const is = (status: StepReport['status']) => reports.some((step) => step.status === status);
	const still = `Still missing: ${missing.join(', ')}.`;
	if (is('legal_block')) {
		const message = `A vendor is not allowed to share data about this person. ${still}`;
		return because('legal_block', 'removal_claim', message);
	}
	if (is('pending')) {
		return because('pending', 'vendor_works', `A vendor is still working on it. ${still}`, true);
	}
	if (isFilled) return because('partial', 'fields_missing', still);
	if (is('not_found')) return because('not_found', 'no_match', 'No vendor has it.');
	const failures = reports.filter(({ status }) => status !== 'not_asked');
	const [failed] = failures;
	if (failed) {
		const message = `No vendor answered. ${failed.reason ?? ''}`.trim();
		const advised = failures.every(({ retry }) => retry?.advised === true);
		return because(failed.status as OutcomeStatus, 'no_answer', message, advised);
	}
	const refused = reports.find(({ reason }) => reason !== NOTHING_TO_ADD) ?? reports[0];
	const why = refused?.reason ?? 'No vendor was chosen.';
	return because('quota_exhausted', 'nobody_asked', `Nothing was sent to any vendor. ${why}`);
}

/** Nobody was asked, whatever the budget: the question itself is at fault. */
export function refusedOutcome(code: string, message: string): Outcome<Record<string, unknown>> {
	const { reason, retry } = because('invalid', code, message);
	return { status: 'invalid', provider: 'waterfall', reason, retry };
}

function because(
	status: OutcomeStatus,
	code: string,
	message: string,
	advised = false,
): Required<Verdict> {
	return { status, reason: { code, message }, retry: { advised } };
}
