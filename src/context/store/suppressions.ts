import { digestOf } from '../../base/digest';
import { toMailDomain } from '../../base/identity/domain';
import { domainOfEmail } from '../../base/identity/email';
import type { Identifier } from '../model/identifier';
import { type Provenance, provenanceSchema } from '../model/provenance';
import {
	type SuppressionDraft,
	type SuppressionRow,
	suppressionSchema,
} from '../model/suppression';
import { checked } from './checked';
import type { OpenGraph, Tables } from './graph-ports';
import { readAll } from './resolve-subject';
import { clustersHolding } from './holding';
import { inWriteUnit, type WriteUnit } from './write-unit';

/** Puts someone on the list. Only a keyed digest is kept, so that it outlives who is forgotten. */
export async function suppress(
	graph: OpenGraph,
	draft: SuppressionDraft,
	provenance: Provenance,
): Promise<'created' | 'unchanged'> {
	const { identifier, reason, scope, expiresAt } = checked(suppressionSchema, draft);
	const origin = checked(provenanceSchema, provenance);
	const read = readSuppressed(identifier);
	return await inWriteUnit(graph, origin, async (unit) => {
		const known = await standing(unit, read, scope);
		const end = expiresAt ?? null;
		if (known?.reason === reason && known.expires_at === end) return 'unchanged';
		await releaseIn(unit, read, scope);
		await keepSuppressed(unit, read, {
			scope,
			reason,
			source: origin.source,
			at: unit.at,
			expires_at: end,
		});
		const [holder] = await clustersHolding(unit.tables, [read]);
		if (holder) {
			const { head: entityId, type } = holder;
			unit.note({ kind: 'suppressed', entityId, type, name: scope, after: reason });
		}
		return 'created';
	});
}

export async function keepSuppressed(
	unit: WriteUnit,
	{ kind, value }: Identifier,
	rest: { scope: string; reason: string; source: string; at: string; expires_at: string | null },
): Promise<void> {
	const digest = digestOf([kind, value], unit.graph.secret);
	await unit.tables
		.insertInto('graph_suppressed')
		.values({ digest, kind, ...rest, seq: unit.place().seq, released_seq: null })
		.execute();
}

export async function release(
	graph: OpenGraph,
	identifier: Identifier,
	scope: string,
	provenance: Provenance,
): Promise<boolean> {
	const origin = checked(provenanceSchema, provenance);
	const read = readSuppressed(identifier);
	return await inWriteUnit(graph, origin, async (unit) => {
		const known = await standing(unit, read, scope);
		if (known === undefined) return false;
		unit.place();
		await releaseIn(unit, read, scope);
		return true;
	});
}

async function standing(unit: WriteUnit, { kind, value }: Identifier, scope: string) {
	return await unit.tables
		.selectFrom('graph_suppressed')
		.selectAll()
		.where('digest', '=', digestOf([kind, value], unit.graph.secret))
		.where('scope', '=', scope)
		.where('released_seq', 'is', null)
		.executeTakeFirst();
}

async function releaseIn(
	{ tables, seq, graph: { secret } }: WriteUnit,
	{ kind, value }: Identifier,
	scope: string,
): Promise<void> {
	await tables
		.updateTable('graph_suppressed')
		.set({ released_seq: seq })
		.where('digest', '=', digestOf([kind, value], secret))
		.where('scope', '=', scope)
		.where('released_seq', 'is', null)
		.execute();
}

/** Any host may be suppressed, also one that gives addresses to everyone. */
function readSuppressed({ kind, value }: Identifier): Identifier {
	if (kind === 'domain') {
		const domain = toMailDomain(value);
		if (domain === undefined) throw new RangeError(`domain: ${value} is not a domain`);
		return { kind, value: domain };
	}
	return readAll([{ kind, value }])[0] as Identifier;
}

/**
 * What is suppressed of someone who is told by these: each of them, and the domains of their addresses.
 *
 * @param until what was known after this write; all if left out
 */
export async function suppressionsOf(
	tables: Tables,
	{ secret, suppressions }: Pick<OpenGraph, 'secret' | 'suppressions'>,
	identifiers: readonly Identifier[],
	{ at, until }: { at: string; until?: number },
): Promise<SuppressionRow[]> {
	const domains = identifiers.flatMap(({ kind, value }) => {
		const domain = kind === 'email' ? toMailDomain(domainOfEmail(value)) : undefined;
		return domain === undefined ? [] : [{ kind: 'domain', value: domain }];
	});
	const all = [...identifiers, ...domains];
	if (all.length === 0) return [];
	const digests = [...new Set(all.map(({ kind, value }) => digestOf([kind, value], secret)))];
	const rows = await tables
		.selectFrom('graph_suppressed')
		.selectAll()
		.where('digest', 'in', digests)
		.execute();
	const own = rows
		.filter(({ seq }) => until === undefined || seq <= until)
		.filter(({ released_seq: by }) => by === null || (until !== undefined && by > until))
		.filter(({ expires_at: end }) => end === null || end > at)
		.map(({ kind, scope, reason, source, at: since, expires_at: end }) => ({
			kind,
			scope,
			reason,
			source,
			at: since,
			...(end !== null && { expiresAt: end }),
		}));
	const others = until === undefined ? ((await suppressions?.find(all)) ?? []) : [];
	return [...own, ...others];
}
