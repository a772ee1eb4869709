import { canonicalFields } from '../../crm/draft';
import type { EnrichmentVendor } from '../../enrichment/enrichment-vendor';
import { type Question, identityOf } from '../../enrichment/question';
import { heldBack } from '../../guard/action-check';
import {
	type WaterfallResult,
	type WaterfallStep,
	estimateCost,
	runWaterfall,
} from '../../enrichment/waterfall';
import type { FieldRule } from '../../enrichment/waterfall-fields';
import type { CreditBudget } from '../../ledger/credit-ledger';
import type { Outcome } from '../../model/outcome';
import { z } from '../../../third-party/zod';
import type { Operation } from '../operation';
import type { WaterfallPorts } from '../ports';
import { waitSeconds } from './enrichment-operation';
import { MISS_DAYS, credits, days, lifetimeOfDays, ofRun } from './spending-members';
import {
	checkCompany,
	checkPerson,
	companyMembers,
	companyQuery,
	personMembers,
	personQuery,
} from './question-members';

type Ports = WaterfallPorts<EnrichmentVendor>;

type Kind = Question['kind'];

/** What a vendor can be asked for. Ids and times of a record are nobody's to find. */
const NOT_WANTED: readonly string[] = [
	'id',
	'accountId',
	'ownerId',
	'ownerEmail',
	'createdAt',
	'updatedAt',
	'externalIds',
];

/** Fields that a waterfall can be asked for. */
export const WANTED: Readonly<Record<Kind, readonly string[]>> = {
	person: canonicalFields('contact').filter((name) => !NOT_WANTED.includes(name)),
	company: canonicalFields('company').filter((name) => !NOT_WANTED.includes(name)),
};

const wanted = (kind: Kind) =>
	z
		.array(z.enum(WANTED[kind]))
		.min(1)
		.meta({ description: 'The waterfall stops when it has all of these fields' });

const deliverable = z.boolean().default(true).meta({
	description:
		'Whether to try the next vendor until one of them verifies that the email is deliverable',
});

const spending = {
	deliverable,
	perRun: credits("Maximum credits per vendor for this run, in the vendor's own unit", 100),
	perDay: credits('Maximum credits per vendor account and UTC day', 500),
	lifetimeDays: days('How many days to reuse an answer at no cost. 0 requests it again.', 30),
	missLifetimeDays: days('How many days to reuse "not found"', MISS_DAYS),
	waitSeconds,
} as const;

interface Wishes {
	wanted: string[];
	deliverable: boolean;
}

function rulesOf({ wanted: fields, deliverable: strict }: Wishes): FieldRule[] {
	return fields.map((field) => ({
		field,
		enough: field === 'email' && strict ? 'deliverable' : 'present',
	}));
}

function stepsOf({ connected }: Ports, budget: CreditBudget): WaterfallStep[] {
	return connected.map((one) => ({ ...one, budget }));
}

/** Everything that the run tells goes with the record: where a value is from, and what was paid. */
function toOutcome({ outcome, sources, missing, steps, spent }: WaterfallResult): Outcome {
	return { ...outcome, record: { ...outcome.record, sources, missing, steps, spent } };
}

type Spending = z.output<z.ZodObject<typeof spending>> & Wishes;

async function ask(ports: Ports, question: Question, input: Spending): Promise<Outcome> {
	const { perRun, perDay, lifetimeDays, missLifetimeDays, waitSeconds: seconds } = input;
	const blocked = await heldBack(
		ports.checkActions,
		{ actions: ['enrich'], provider: 'waterfall', record: identityOf(question) },
		ports.clock.now(),
	);
	if (blocked) return blocked;
	const { answers, credits: budgets } = ports.ledger();
	const result = await runWaterfall(
		question,
		{
			...ofRun(ports),
			steps: stepsOf(ports, { perRun, perDay }),
			rules: rulesOf(input),
			lifetime: lifetimeOfDays(lifetimeDays, missLifetimeDays),
			followMs: seconds * 1_000,
		},
		{ answers, credits: budgets, clock: ports.clock },
	);
	return toOutcome(result);
}

/** Answers are remembered, so that a second run pays for nothing that the first one did. */
function waterfallOperation<Input, Given>(
	described: Pick<Operation<Ports, Input, Given>, 'name' | 'label' | 'title' | 'input' | 'run'>,
): Operation<Ports, Input, Given> {
	return {
		...described,
		description: 'Tries one vendor after the other until all wanted fields are found',
		family: 'enrichment',
		output: z.unknown(),
		effect: 'repeatable',
		price: 'credits',
		scopes: ['enrichment.spend'],
	};
}

export const enrichCompanyBySeveral = waterfallOperation({
	name: 'waterfall.company',
	label: 'Enrich Company',
	title: 'Enrich a company with several vendors',
	input: z
		.strictObject({ ...companyMembers, wanted: wanted('company'), ...spending })
		.superRefine(checkCompany),
	run: async (ports, input) =>
		await ask(ports, { kind: 'company', query: companyQuery(input) }, input),
});

export const enrichPersonBySeveral = waterfallOperation({
	name: 'waterfall.person',
	label: 'Enrich Person',
	title: 'Enrich a person with several vendors',
	input: z
		.strictObject({ ...personMembers, wanted: wanted('person'), ...spending })
		.superRefine(checkPerson),
	run: async (ports, input) =>
		await ask(ports, { kind: 'person', query: personQuery(input) }, input),
});

const estimateInput = z
	.strictObject({
		of: z
			.enum(['person', 'company'])
			.default('person')
			.meta({ description: 'Whether to enrich people or companies' }),
		wanted: z
			.array(z.string().min(1))
			.min(1)
			.meta({ description: 'The waterfall stops when it has all of these fields' }),
		deliverable,
		items: z.int().min(1).default(1).meta({ description: 'Number of people or companies' }),
	})
	.superRefine(({ of, wanted: fields }, context) => {
		const unknown = fields.find((field) => !WANTED[of].includes(field));
		if (unknown === undefined) return;
		const message = `names "${unknown}", which is not a ${of} field. Use ${WANTED[of].join(', ')}.`;
		context.addIssue({ code: 'custom', path: ['wanted'], message });
	});

export const estimateWaterfall: Operation<Ports, z.output<typeof estimateInput>> = {
	name: 'waterfall.estimate',
	family: 'enrichment',
	label: 'Estimate Cost',
	title: 'Estimate the cost of a waterfall',
	description: 'Maximum cost per item and in total. Sends nothing and spends nothing.',
	input: estimateInput,
	output: z.strictObject({
		perItem: z.array(
			z.strictObject({
				vendor: z.string(),
				amount: z.number(),
				unit: z.string(),
				chargedOnMiss: z.boolean(),
			}),
		),
		atMost: z.record(z.string(), z.number()),
		atMostInAll: z.record(z.string(), z.number()),
	}),
	effect: 'reads',
	price: 'free',
	scopes: ['enrichment.read'],
	run: async (ports, input) => {
		const steps = stepsOf(ports, { perRun: 0, perDay: 0 });
		const prices = estimateCost({ steps, rules: rulesOf(input) }, input.of);
		const atMost = (count: number) =>
			Object.fromEntries(
				prices.map(({ vendor, amount, unit }) => [`${vendor} ${unit}`, amount * count]),
			);
		const record = { perItem: prices, atMost: atMost(1), atMostInAll: atMost(input.items) };
		return await Promise.resolve({ status: 'found', provider: 'waterfall', record });
	},
};
