import { accountSchema } from '../../model/account';
import { contactSchema, emailStatus } from '../../model/contact';
import { identityOf } from '../../enrichment/question';
import type { Outcome } from '../../model/outcome';
import { SIGNAL_KINDS, type Signal, signalSchema } from '../../model/signal';
import { isoTime } from '../../model/value';
import { z } from '../../../third-party/zod';
import { emailAddress, limit } from '../fields';
import type { Operation } from '../operation';
import { type EnrichmentPorts, followMembers, paidQuestion } from './enrichment-operation';
import {
	checkCompany,
	checkPerson,
	companyMembers,
	companyQuery,
	personMembers,
	personQuery,
} from './question-members';
import { spendingMembers } from './spending-members';

/** Days. */
const RECORD_IS_GOOD_FOR = 30;
const SIGNALS_ARE_GOOD_FOR = 1;

export const enrichCompany = paidQuestion({
	name: 'company.enrich',
	label: 'Enrich',
	title: 'Enrich a company',
	description: 'Uses one vendor. Finds the company by domain or name.',
	input: z
		.strictObject({
			...companyMembers,
			...followMembers,
			...spendingMembers(RECORD_IS_GOOD_FOR),
		})
		.superRefine(checkCompany),
	output: accountSchema,
	follows: 'company',
	identity: (input) => identityOf({ kind: 'company', query: companyQuery(input) }),
	ask: async ({ vendor, client }, input, options) =>
		await vendor.enrichCompany(client, companyQuery(input), options),
});

export const enrichPerson = paidQuestion({
	name: 'person.enrich',
	label: 'Enrich',
	title: 'Enrich a person',
	description: 'Uses one vendor. Finds the person by email, LinkedIn URL, or name and company.',
	input: z
		.strictObject({
			...personMembers,
			...followMembers,
			...spendingMembers(RECORD_IS_GOOD_FOR),
		})
		.superRefine(checkPerson),
	output: contactSchema,
	follows: 'person',
	identity: (input) => identityOf({ kind: 'person', query: personQuery(input) }),
	ask: async ({ vendor, client }, input, options) =>
		await vendor.enrichPerson(client, personQuery(input), options),
});

export const verifyEmail = paidQuestion({
	name: 'email.verify',
	label: 'Verify',
	title: 'Verify an email address',
	description: 'Checks whether the address is deliverable, with the same statuses for all vendors',
	input: z.strictObject({
		email: emailAddress,
		...followMembers,
		...spendingMembers(RECORD_IS_GOOD_FOR),
	}),
	output: z.strictObject({
		email: z.string(),
		status: emailStatus,
		score: z.number().optional(),
	}),
	follows: 'email',
	identity: ({ email }) => ({ email }),
	ask: async ({ vendor, client }, { email }, options) =>
		await vendor.verifyEmail(client, email, options),
});

export const listSignals = paidQuestion({
	name: 'signal.list',
	label: 'Get Many',
	title: 'Get the signals of a company',
	description: 'Recent news, funding, hiring and other reasons to reach out',
	input: z
		.strictObject({
			...companyMembers,
			kinds: z
				.array(z.enum(SIGNAL_KINDS))
				.min(1)
				.max(10)
				.meta({ description: 'Types of signals to get' }),
			since: isoTime.optional().meta({ description: 'Nothing older' }),
			limit,
			...spendingMembers(SIGNALS_ARE_GOOD_FOR),
		})
		.superRefine(checkCompany),
	output: z.array(signalSchema),
	identity: (input) => identityOf({ kind: 'company', query: companyQuery(input) }),
	terms: (input) => ({ ...signalTerms(input), kinds: [...new Set(input.kinds)].toSorted() }),
	ask: async ({ vendor, client }, input) =>
		await vendor.listSignals(client, {
			...companyQuery(input),
			...signalTerms(input),
			kinds: input.kinds,
		}),
	select: (outcome, input) => notOlder(outcome, input),
});

interface Wished {
	since?: string | undefined;
	limit: number;
}

/** A vendor is asked from the beginning of the day: "a week ago" is another moment for each item. */
function signalTerms({ since, limit: most }: Wished): { since?: string; limit: number } {
	const day = since === undefined ? undefined : new Date(since).toISOString().slice(0, 10);
	return { ...(day !== undefined && { since: `${day}T00:00:00.000Z` }), limit: most };
}

/** Without what is older than the moment that was named. What has no time stays, as with the vendor. */
function notOlder(outcome: Outcome, { since }: Wished): Outcome {
	const { record } = outcome;
	if (since === undefined || !Array.isArray(record)) return outcome;
	const from = Date.parse(since);
	const signals = record as Signal[];
	const young = signals.filter(({ at }) => at === undefined || Date.parse(at) >= from);
	return { ...outcome, record: young };
}

export const creditBalance: Operation<EnrichmentPorts, object> = {
	name: 'credit.balance',
	family: 'enrichment',
	label: 'Get Balance',
	title: 'Get the credits that are left',
	description: 'Returns the remaining credits in cost.remaining',
	input: z.strictObject({}),
	output: z.unknown(),
	effect: 'reads',
	price: 'free',
	scopes: ['enrichment.read'],
	run: async ({ vendor, client }) => await vendor.creditBalance(client),
};
