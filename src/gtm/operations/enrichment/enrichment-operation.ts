import { isDeepStrictEqual } from 'node:util';

import { type PaidQuestion, askOnce } from '../../enrichment/ask-once';
import type {
	EnrichOptions,
	EnrichmentOperation,
	EnrichmentVendor,
} from '../../enrichment/enrichment-vendor';
import { follow } from '../../enrichment/follow';
import { heldBack } from '../../guard/action-check';
import type { Outcome } from '../../model/outcome';
import { z } from '../../../third-party/zod';
import { id, keepRaw, outputFields } from '../fields';
import type { Operation } from '../operation';
import type { VendorPorts } from '../ports';
import { MISS_DAYS, lifetimeOfDays, ofRun } from './spending-members';

export type EnrichmentPorts = VendorPorts<EnrichmentVendor>;

const SECOND_MS = 1_000;

/** Another one that asks the same is waited for at least so long: its answer comes in seconds. */
const LEAST_PATIENCE_SECONDS = 60;

export const waitSeconds = z.number().min(0).max(3_600).default(60).meta({
	description:
		'How long to wait for vendors that take longer to answer. After that, the outcome is pending.',
});

/** What is wished of an answer, how long it is waited for, and what it was begun as. */
export const followMembers = {
	fields: outputFields,
	raw: keepRaw,
	waitSeconds,
	handle: id(
		'The handle of a pending outcome. Fetches its result at no cost instead of sending a new request.',
	).optional(),
} as const;

/** What the input of every question has that a vendor may charge for. */
interface PaidInput {
	perRun?: number | undefined;
	perDay?: number | undefined;
	lifetimeDays: number;
	fields?: string[] | undefined;
	raw?: boolean | undefined;
	waitSeconds?: number | undefined;
	handle?: string | undefined;
}

/** How an input becomes a question to a vendor. */
interface PaidOperation<Input, Given> extends Pick<
	Operation<EnrichmentPorts, Input, Given>,
	'description' | 'input' | 'label' | 'output' | 'title'
> {
	name: EnrichmentOperation;
	/** What can be pending; left out where everything is answered at once. */
	follows?: 'company' | 'email' | 'person';
	/** Who is asked about, normalized. */
	identity(this: void, input: Input): Readonly<Record<string, string>>;
	/** What else makes it another question. */
	terms?(this: void, input: Input): Readonly<Record<string, unknown>>;
	ask(this: void, ports: EnrichmentPorts, input: Input, options: EnrichOptions): Promise<Outcome>;
	/** What of an answer is for this input, where more was asked for than it wants. */
	select?(this: void, outcome: Outcome, input: Input): Outcome;
}

/** A question for which the vendor may charge: paid once within the lifetime of its answer. */
export function paidQuestion<Input extends PaidInput, Given>({
	follows,
	identity,
	terms,
	ask,
	select = (outcome) => outcome,
	...described
}: PaidOperation<Input, Given>): Operation<EnrichmentPorts, Input, Given> {
	const questionOf = (ports: EnrichmentPorts, input: Input): PaidQuestion => {
		const { vendor, client, principal } = ports;
		const { fields, raw, handle } = input;
		const options: EnrichOptions = { ...(fields && { fields }), ...(raw && { keepRaw: true }) };
		const canGoOn = follows !== undefined && vendor.follow?.[follows] !== undefined;
		return {
			vendor,
			client,
			principal,
			operation: described.name,
			identity: identity(input),
			...(terms && { terms: terms(input) }),
			...(fields && { fields }),
			...(raw && { raw }),
			...(handle !== undefined && canGoOn && { handle }),
			ask: async () => await ask(ports, input, options),
			goOn: async (pending, when) =>
				follows === undefined
					? pending
					: await follow(ports, follows, pending, {
							clock: ports.clock,
							followMs: (input.waitSeconds ?? 0) * SECOND_MS,
							atOnce: when === 'at once',
							options,
							...(ports.signal && { signal: ports.signal }),
						}),
		};
	};
	return {
		...described,
		family: 'enrichment',
		effect: 'repeatable',
		price: 'credits',
		scopes: ['enrichment.spend'],
		async run(ports, input) {
			const { perRun, perDay, lifetimeDays, waitSeconds: seconds = 0, handle } = input;
			// What was begun is paid for: its end may be had.
			const blocked =
				handle === undefined ? await enrichmentBlocked(ports, identity(input)) : undefined;
			if (blocked) return blocked;
			const { answers, credits } = ports.ledger();
			const { outcome } = await askOnce(
				questionOf(ports, input),
				{
					...ofRun(ports),
					budget: {
						...(perRun !== undefined && { perRun }),
						...(perDay !== undefined && { perDay }),
					},
					lifetime: lifetimeOfDays(lifetimeDays, Math.min(lifetimeDays, MISS_DAYS)),
					patienceMs: Math.max(seconds, LEAST_PATIENCE_SECONDS) * SECOND_MS,
				},
				{ answers, credits, clock: ports.clock },
			);
			return select(outcome, input);
		},
		// What is set aside for one may be given back, and then suffice for the next one.
		mayBeOne: (one, other) =>
			hasBudget(one) || hasBudget(other) || isDeepStrictEqual(identity(one), identity(other)),
	};
}

async function enrichmentBlocked(
	{ client, clock, checkActions }: EnrichmentPorts,
	record: object,
): Promise<Outcome | undefined> {
	const question = { actions: ['enrich'], provider: client.provider, record } as const;
	return await heldBack(checkActions, question, clock.now());
}

const hasBudget = ({ perRun, perDay }: PaidInput) => perRun !== undefined || perDay !== undefined;
