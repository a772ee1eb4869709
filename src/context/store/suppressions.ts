import { toMailDomain } from '../../base/identity/domain';
import { domainOfEmail } from '../../base/identity/email';
import { inChunks } from '../../base/in-chunks';
import {
	type Addition,
	addToRegister,
	findInRegister,
	type Listed,
	type ListedDraft,
	type PlacedKey,
	releaseFromRegister,
} from '../../base/suppression/suppression-register';
import { withoutAccount } from '../identity/record-kind';
import type { Identifier } from '../model/identifier';
import { toInstantText } from '../model/instant';
import { type Provenance, provenanceSchema } from '../model/provenance';
import {
	LIST_SOURCE,
	type SuppressionDraft,
	type SuppressionRow,
	suppressionSchema,
} from '../model/suppression';
import { checked } from './checked';
import { clustersOf } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { readAll } from './resolve-subject';
import type { View } from './view';
import { inWriteUnit, type WriteUnit } from './write-unit';

/**
 * Puts somebody on the list, each of many or none. A keyed digest finds them, so that it outlives who is
 * forgotten.
 *
 * @returns what became of each, in order
 * @throws RangeError naming what cannot be used
 */
export async function suppressAll(
	graph: OpenGraph,
	drafts: readonly SuppressionDraft[],
	provenance: Provenance,
): Promise<Addition[]> {
	const origin = checked(provenanceSchema, provenance);
	const entries = drafts.map((draft) => readDraft(draft, origin.source));
	return await inWriteUnit(graph, origin, async (unit) => {
		const additions = await addToRegister(unit.tables, entries, unit.now, graph.seal);
		const changed = entries.filter((_, index) => additions[index] !== 'unchanged');
		if (changed.length > 0) unit.place();
		for (const chunk of inChunks(changed)) await noteSuppressed(unit, chunk);
		return additions;
	});
}

/** @returns for each whether it was there, in order */
export async function releaseAll(
	graph: OpenGraph,
	keys: ReadonlyArray<{ identifier: Identifier; scope: string }>,
	provenance: Provenance,
): Promise<boolean[]> {
	const origin = checked(provenanceSchema, provenance);
	const placed = keys.map(({ identifier, scope }): PlacedKey => ({
		...readSuppressed(identifier),
		scope,
	}));
	return await inWriteUnit(graph, origin, async (unit) => {
		const released = await releaseFromRegister(unit.tables, placed, unit.now);
		if (released.includes(true)) unit.place();
		return released;
	});
}

function readDraft(given: SuppressionDraft, origin: string): ListedDraft {
	const { identifier, reason, scope, expiresAt, source } = checked(suppressionSchema, given);
	const named = source ?? (origin === LIST_SOURCE ? undefined : origin);
	return {
		...readSuppressed(identifier),
		scope,
		reason,
		...(named !== undefined && { source: named }),
		...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
	};
}

/** Watchers are told of those who are known. */
async function noteSuppressed(unit: WriteUnit, entries: readonly ListedDraft[]): Promise<void> {
	const byKind = Map.groupBy(entries, ({ kind }) => kind);
	for (const [kind, some] of byKind) {
		const holders = await unit.tables
			.selectFrom('graph_identifier')
			.select(['value', 'entity_id'])
			.where('kind', '=', kind)
			.where(
				'value',
				'in',
				some.map(({ value }) => value),
			)
			.execute();
		const ids = holders.map(({ entity_id: id }) => id);
		const clusters = await clustersOf(unit.tables, ids);
		for (const { value, scope, reason } of some) {
			const own = new Set(holders.flatMap((one) => (one.value === value ? [one.entity_id] : [])));
			const cluster = clusters.find(({ members }) => members.some((id) => own.has(id)));
			if (cluster === undefined) continue;
			const { head: entityId, type } = cluster;
			unit.note({ kind: 'suppressed', entityId, type, name: scope, after: reason });
		}
	}
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

/** What is suppressed of someone who is told by these: each of them, and the domains of their addresses. */
export async function suppressionsOf(
	tables: Tables,
	identifiers: readonly Identifier[],
	{ now, isPast }: Pick<View, 'now' | 'isPast'>,
): Promise<SuppressionRow[]> {
	const domains = identifiers.flatMap(({ kind, value }) => {
		const domain = kind === 'email' ? toMailDomain(domainOfEmail(value)) : undefined;
		return domain === undefined ? [] : [{ kind: 'domain', value: domain }];
	});
	// Who is listed by the id of a record without its account is meant in each of them.
	const records = identifiers.map(({ kind, value }) => ({ kind: withoutAccount(kind), value }));
	const unique = new Map(
		[...identifiers, ...records, ...domains].map((one) => [`${one.kind} ${one.value}`, one]),
	);
	const found = await findInRegister(tables, [...unique.values()], {
		at: now,
		isPast,
	});
	return found.flat().map(toSuppressionRow);
}

/** What names each of these itself, in their order. @see ContextGraph */
export async function suppressionsBy(
	{ database, now }: Pick<OpenGraph, 'database' | 'now'>,
	identifiers: readonly Identifier[],
): Promise<SuppressionRow[][]> {
	const keys = identifiers.map(readSuppressed);
	const found = await database.read(
		async (tables) => await findInRegister(tables, keys, { at: now() }),
	);
	return found.map((listed) => listed.map(toSuppressionRow));
}

function toSuppressionRow({ kind, scope, reason, source, at, expiresAt }: Listed): SuppressionRow {
	return {
		kind,
		scope,
		reason,
		source: source ?? LIST_SOURCE,
		at: toInstantText(at),
		...(expiresAt !== undefined && { expiresAt: toInstantText(expiresAt) }),
	};
}
