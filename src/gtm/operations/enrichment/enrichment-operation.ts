import type { EnrichOptions, EnrichmentVendor } from '../../enrichment/enrichment-vendor';
import { follow, withHandle } from '../../enrichment/follow';
import type { Outcome } from '../../model/outcome';
import { z } from '../../../third-party/zod';
import { id, keepRaw, outputFields } from '../fields';
import type { Operation } from '../operation';
import type { VendorPorts } from '../ports';

export type EnrichmentPorts = VendorPorts<EnrichmentVendor>;

/** A question for which the vendor may charge: never put twice by itself. */
export function paidQuestion<Input, Given>(
	described: Omit<
		Operation<EnrichmentPorts, Input, Given>,
		'effect' | 'family' | 'price' | 'scopes'
	>,
): Operation<EnrichmentPorts, Input, Given> {
	return {
		...described,
		family: 'enrichment',
		effect: 'once',
		price: 'credits',
		scopes: ['enrichment.spend'],
	};
}

const SECOND_MS = 1_000;

export const waitSeconds = z.number().min(0).max(3_600).default(60).meta({
	description: 'How long to wait for vendors that answer later; then the outcome is pending',
});

/** What is wished of an answer, how long it is waited for, and what it was begun as. */
export const followMembers = {
	fields: outputFields,
	raw: keepRaw,
	waitSeconds,
	handle: id(
		'Of an outcome that was pending: goes on with it at no cost, instead of asking anew',
	).optional(),
} as const;

interface Following {
	fields?: string[] | undefined;
	raw?: boolean | undefined;
	waitSeconds: number;
	handle?: string | undefined;
}

/** Asks, or goes on with what was asked before, until the answer is there or the time is over. */
export async function toTheEnd(
	{ vendor, client, clock, signal }: EnrichmentPorts,
	kind: 'company' | 'email' | 'person',
	{ fields, raw, waitSeconds: seconds, handle }: Following,
	ask: (options: EnrichOptions) => Promise<Outcome>,
): Promise<Outcome> {
	const options: EnrichOptions = {
		...(fields !== undefined && { fields }),
		...(raw === true && { keepRaw: true }),
	};
	const goOn = handle === undefined ? undefined : vendor.follow?.[kind];
	const first: Outcome =
		goOn && handle !== undefined
			? withHandle(await goOn(client, handle, options), handle)
			: await ask(options);
	const settings = { clock, followMs: seconds * SECOND_MS, options, ...(signal && { signal }) };
	return await follow({ vendor, client }, kind, first, settings);
}
