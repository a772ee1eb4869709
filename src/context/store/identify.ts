import { inAccount } from '../identity/record-kind';
import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';
import type { Cluster } from './entities';
import { findOrCreate } from './find-or-create';
import { identifiersInFacts, readIdentifier } from './identifier-values';
import { withKnownAccount } from './record-ids';
import type { WriteUnit } from './write-unit';

/** Who a write is about, as it says. */
export interface Told {
	type: EntityType;
	source: string;
	/** Of the source, where its ids are unique within one only. */
	account?: string;
	identifiers: readonly Identifier[];
	facts: ReadonlyArray<{ attribute: string; value?: unknown }>;
}

export interface Identified {
	status: 'resolved' | 'created' | 'needs_review';
	cluster: Cluster;
	/** Identifiers that can be read. */
	told: Identifier[];
	/** Those that cannot, as facts that are ignored. */
	misfits: Array<{ attribute: string; reason: string }>;
}

/**
 * The entity that a write is about; made if nothing is known by its identifiers. Identifiers that it
 * brings along are recorded.
 *
 * @throws RangeError if it can be told by nothing at all
 */
export async function identify(unit: WriteUnit, told: Told): Promise<Identified> {
	const read = told.identifiers.map((one) => ({ one, read: readIdentifier(one) }));
	const misfits = read.flatMap(({ one, read: result }) =>
		'misfit' in result
			? [
					{
						attribute: one.kind,
						reason: `${one.value} is not a valid ${one.kind}: ${result.misfit}`,
					},
				]
			: [],
	);
	const given = read.flatMap(({ read: result }) =>
		'identifier' in result ? [result.identifier] : [],
	);
	const identifiers = distinct([
		...(await withKnownAccount(unit.tables, inAccount(given, told))),
		...identifiersInFacts(told.type, told.facts),
	]);
	if (identifiers.length === 0) {
		const why = misfits.map(({ reason }) => reason).join('; ');
		throw new RangeError(
			`identifiers: nothing tells which ${told.type} is meant${why === '' ? '' : ` (${why})`}`,
		);
	}
	const { cluster, status } = await findOrCreate(unit, told, identifiers);
	await addIdentifiers(unit, cluster, identifiers, told.source);
	return { status, cluster, told: identifiers, misfits };
}

async function addIdentifiers(
	{ tables, seq, at }: WriteUnit,
	{ anchor, members }: Cluster,
	identifiers: readonly Identifier[],
	source: string,
): Promise<void> {
	const known = await tables
		.selectFrom('graph_identifier')
		.select(['kind', 'value'])
		.where('entity_id', 'in', members)
		.execute();
	const has = new Set(known.map(({ kind, value }) => `${kind} ${value}`));
	const added = identifiers.filter(({ kind, value }) => !has.has(`${kind} ${value}`));
	if (added.length === 0) return;
	const seen = { entity_id: anchor, source, first_seen: at, last_seen: at, seq };
	await tables
		.insertInto('graph_identifier')
		.values(added.map(({ kind, value }) => ({ kind, value, ...seen })))
		.execute();
}

function distinct(identifiers: readonly Identifier[]): Identifier[] {
	return [...new Map(identifiers.map((one) => [`${one.kind} ${one.value}`, one])).values()];
}
