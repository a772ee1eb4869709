import type { EnrichmentOperation, EnrichmentVendor } from '../enrichment/enrichment-vendor';
import type { Outcome, OutcomeStatus } from '../model/outcome';
import { type Capable, capabilityOf } from '../operations/capability-of';
import {
	enrichmentOperations,
	waterfallOperations,
} from '../operations/enrichment/enrichment-operations';
import type { EnrichmentPorts } from '../operations/enrichment/enrichment-operation';
import type { Operation } from '../operations/operation';
import type { WaterfallPorts } from '../operations/ports';
import { can, cannot } from '../vendors/capability';
import type { OfferedSystem } from './offered-system';

type Ports = WaterfallPorts<EnrichmentVendor>;

/** After these the next vendor may know, or be up. */
const NEXT_VENDOR: readonly OutcomeStatus[] = [
	'not_found',
	'quota_exhausted',
	'rate_limited',
	'forbidden',
	'upstream_error',
];

/** One vendor after the other, in their order, until one of them answers. */
function inOrder<Input, Given>(
	operation: Operation<EnrichmentPorts, Input, Given>,
): Operation<Ports, Input, Given> {
	return {
		...described(operation),
		async run({ connected, ...ports }, input) {
			const before: Outcome[] = [];
			for (const one of connected.filter(({ vendor }) => isAble(vendor, operation))) {
				const outcome = await operation.run({ ...ports, ...one }, input);
				if (!NEXT_VENDOR.includes(outcome.status)) return withNotes(outcome, before);
				before.push(outcome);
			}
			return lastOf(before);
		},
	};
}

/** What each vendor answers, in one list. */
function ofEach<Input, Given>(
	operation: Operation<EnrichmentPorts, Input, Given>,
): Operation<Ports, Input, Given> {
	return {
		...described(operation),
		async run({ connected, ...ports }, input) {
			const able = connected.filter(({ vendor }) => isAble(vendor, operation));
			const record = await Promise.all(
				able.map(async (one) => {
					const { provider, status, reason, cost } = await operation.run(
						{ ...ports, ...one },
						input,
					);
					return { vendor: provider, status, ...(cost && { cost }), ...(reason && { reason }) };
				}),
			);
			return { status: 'found', provider: 'gtm', record };
		},
	};
}

/** Without what is done for many at once, which is one vendor's affair. */
function described<Input, Given>({
	run: _run,
	runMany: _many,
	mayBeOne: _one,
	portion: _portion,
	...rest
}: Operation<EnrichmentPorts, Input, Given>): Omit<Operation<Ports, Input, Given>, 'run'> {
	return rest;
}

function isAble(vendor: Capable, operation: { name: string }): boolean {
	return capabilityOf(vendor, operation).supported;
}

/** Who was asked in vain is told, so that nobody takes the last one's answer for that of all. */
function withNotes(outcome: Outcome, before: readonly Outcome[]): Outcome {
	const notes = before.map(
		({ provider, status, reason }) =>
			`${provider}: ${status}${reason ? `. ${reason.message}` : ''}`,
	);
	return notes.length === 0 ? outcome : { ...outcome, notes: [...(outcome.notes ?? []), ...notes] };
}

/** Nobody knows it, if one of them said so; the first failure otherwise. */
function lastOf(outcomes: readonly Outcome[]): Outcome {
	const chosen = outcomes.find(({ status }) => status === 'not_found') ?? outcomes[0];
	if (!chosen) throw new RangeError('No connected vendor can do this');
	return withNotes(
		chosen,
		outcomes.filter((outcome) => outcome !== chosen),
	);
}

/** What several enrichment vendors do together: waterfalls, and the next one where one is down. */
export const severalVendorsOperations = {
	...waterfallOperations,
	'signal.list': inOrder(enrichmentOperations['signal.list']),
	'email.verify': inOrder(enrichmentOperations['email.verify']),
	'credit.balance': ofEach(enrichmentOperations['credit.balance']),
} as const;

/** What each of these is made of. */
const MADE_OF: Readonly<
	Record<keyof typeof severalVendorsOperations, readonly EnrichmentOperation[]>
> = {
	'waterfall.person': ['person.enrich'],
	'waterfall.company': ['company.enrich'],
	'waterfall.estimate': ['person.enrich', 'company.enrich'],
	'signal.list': ['signal.list'],
	'email.verify': ['email.verify'],
	'credit.balance': ['credit.balance'],
};

/** Several vendors as one system: it can do what one of them can. */
export function severalVendors(vendors: readonly EnrichmentVendor[]): OfferedSystem {
	const capabilities = Object.entries(MADE_OF).map(([name, needed]) => {
		const able = vendors.some((vendor) => needed.some((each) => isAble(vendor, { name: each })));
		return [name, able ? can() : cannot('none of the vendors can')] as const;
	});
	return {
		profile: { id: 'enrichment', name: 'Enrichment' },
		capabilities: Object.fromEntries(capabilities),
	};
}
