import type { Identifier } from '../../../context/model/identifier';
import { estimateTokensOf } from '../../../context/budget/estimate-tokens';
import type { Provenance } from '../../../context/model/provenance';
import type { Signal } from '../../../gtm/model/signal';
import type { ToldJob } from '../../../gtm/operations/enrichment/finished-jobs';
import { digestOf } from '../../../base/digest';
import type { GraphWrite } from './graph-write';
import { type CanonicalRecord, isRecord, recordFactsDraft } from './record-facts-draft';

type Enriched = 'contact' | 'account';

/** By what the vendor was asked; its answer is about them. */
function askedFor(type: Enriched, input: CanonicalRecord): Identifier[] {
	const kinds: Array<[kind: string, value: unknown]> = [['linkedin', input.linkedinUrl]];
	kinds.push(type === 'contact' ? ['email', input.email] : ['domain', input.domain]);
	return kinds.flatMap(([kind, value]) => (typeof value === 'string' ? [{ kind, value }] : []));
}

/** What a vendor of data says of a person or company. */
export function writesOfEnriched(
	type: Enriched,
	record: CanonicalRecord,
	{ input, at, provenance }: { input: CanonicalRecord; at?: string; provenance: Provenance },
): GraphWrite[] {
	const { source } = provenance;
	const draft = recordFactsDraft(record, {
		type,
		// What a vendor of data calls a person is no record of a CRM, also where it sells both.
		idKind: `${source}:${type === 'contact' ? 'person' : 'company'}`,
		provenance,
		method: 'vendor',
		toldBy: askedFor(type, input),
		...(at !== undefined && { observedAt: at }),
	});
	return draft === undefined ? [] : [{ kind: 'facts', draft }];
}

/** A waterfall's record is of several vendors: each fact goes to the one that it is from. */
export function writesOfWaterfall(
	type: Enriched,
	record: CanonicalRecord,
	{ input, provenance }: { input: CanonicalRecord; provenance: Provenance },
): GraphWrite[] {
	const sources = Object.entries(isRecord(record.sources) ? record.sources : {}).flatMap(
		([field, source]) =>
			isRecord(source) && typeof source.vendor === 'string'
				? [{ field, vendor: source.vendor, at: source.at }]
				: [],
	);
	// Asked for by a name, the vendors are held together by what any of them found.
	const told = askedFor(type, input).length > 0 ? input : record;
	return [...new Set(sources.map(({ vendor }) => vendor))].flatMap((vendor) => {
		const own = sources.filter((source) => source.vendor === vendor);
		const values = Object.fromEntries(own.map(({ field }) => [field, record[field]]));
		const at = own.map((one) => one.at).find((one) => typeof one === 'string');
		return writesOfEnriched(type, values, {
			input: told,
			...(at !== undefined && { at }),
			provenance: { ...provenance, source: vendor },
		});
	});
}

export function writesOfVerification(
	{ email, status }: CanonicalRecord,
	{ at, provenance }: { at?: string; provenance: Provenance },
): GraphWrite[] {
	if (typeof email !== 'string' || typeof status !== 'string') return [];
	const observed = at === undefined ? {} : { observedAt: at };
	const fact = { attribute: 'emailStatus', value: status, method: 'vendor' as const, ...observed };
	const identifiers = [{ kind: 'email', value: email }];
	return [{ kind: 'facts', draft: { ...provenance, type: 'contact', identifiers, facts: [fact] } }];
}

/** What was pending, as if it had been answered when its end was seen. */
export function writesOfJobs(jobs: readonly ToldJob[], provenance: Provenance): GraphWrite[] {
	return jobs.flatMap(({ what, status, record, asked, finishedAt: at, cost }): GraphWrite[] => {
		if (!(status === 'found' || status === 'partial') || !isRecord(record)) return [];
		const own = {
			...provenance,
			tokens: estimateTokensOf(record),
			...(cost !== undefined && cost.amount >= 0 && { credits: cost.amount }),
		};
		const of = { input: asked, at, provenance: own };
		if (what === 'email') return writesOfVerification(record, of);
		return writesOfEnriched(what === 'person' ? 'contact' : 'account', record, of);
	});
}

/** Reasons to talk: events that lose their weight in time. */
export function writesOfSignals(
	signals: readonly Signal[],
	{ input, provenance }: { input: CanonicalRecord; provenance: Provenance },
): GraphWrite[] {
	return signals.flatMap((signal): GraphWrite[] => {
		const { id, kind, title, at, url, strength, accountDomain, contactEmail } = signal;
		const domain = accountDomain ?? input.domain;
		const subject =
			contactEmail !== undefined
				? { type: 'contact' as const, email: contactEmail }
				: typeof domain === 'string'
					? { type: 'account' as const, domain }
					: undefined;
		if (subject === undefined) return [];
		const event = {
			type: `signal.${kind}`,
			summary: title.slice(0, 500),
			externalId: id ?? digestOf([kind, title, at, url]),
			signal: { kind, ...(strength !== undefined && { strength }) },
			...(at !== undefined && { at }),
			...(url !== undefined && url.length <= 500 && { url }),
		};
		return [{ kind: 'event', subject, event, provenance }];
	});
}
