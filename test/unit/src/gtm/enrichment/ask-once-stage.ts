import type { Answer, ScriptedVendor } from './scripted-vendor';
import type { FakeClock } from '../fake-clock';
import {
	type PaidQuestion,
	type Spending,
	askOnce,
} from '../../../../../src/gtm/enrichment/ask-once';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';

export const DAY_MS = 86_400_000;
export const LIFETIME = { foundMs: 30 * DAY_MS, notFoundMs: 7 * DAY_MS };
export const ANEW = { foundMs: 0, notFoundMs: 0 };

export const found: Answer = { status: 'found', record: { title: 'CRO' } };
export const pending: Answer = { status: 'pending', handle: 'job-1' };
export const failed = (advised: boolean): Answer => ({
	status: 'upstream_error',
	reason: { code: 'http_500', message: 'Down' },
	retry: { advised },
});

/** What an answer is asked with. */
export interface AskingStage {
	ledger: Ledger;
	clock: FakeClock;
}

export async function askIn(
	{ ledger, clock }: AskingStage,
	{ step: { vendor, client, principal } }: ScriptedVendor,
	more: Partial<Spending & Pick<PaidQuestion, 'handle' | 'client' | 'fields' | 'raw'>> = {},
) {
	const { client: other, handle, fields, raw, ...spending } = more;
	return await askOnce(
		{
			vendor,
			client: other ?? client,
			principal,
			operation: 'person.enrich',
			identity: { email: 'dana@acme.com' },
			...(handle !== undefined && { handle }),
			...(fields && { fields }),
			...(raw && { raw }),
			ask: async () => await vendor.enrichPerson(client, { email: 'dana@acme.com' }, {}),
			goOn: async (outcome) =>
				await (vendor.follow?.person?.(client, outcome.handle ?? '', {}) ??
					Promise.reject(new Error('It cannot be followed'))),
		},
		{
			budget: {},
			lifetime: LIFETIME,
			runId: 'run-1',
			startedAt: clock.now(),
			patienceMs: 60_000,
			...spending,
		},
		{ answers: ledger.answers, credits: ledger.credits, clock },
	);
}
