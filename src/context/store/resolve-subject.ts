import type { Resolution } from '../context-graph';
import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';
import { identifiersOf, type Subject, subjectSchema } from '../query/subject';
import { mayMerge } from '../identity/identifier-kinds';
import { readIdentifier as readByTable } from '../identity/read-identifier';
import { withoutAccount } from '../identity/record-kind';
import { candidatesOf } from './candidates';
import { checked } from './checked';
import type { Cluster } from './entities';
import type { Tables } from './graph-ports';
import { readIdentifier, typeToldBy } from './identifier-values';
import { clusterOfType, clustersHolding } from './holding';
import { spellingsOf } from './record-ids';

/** Who is meant, or why nobody can tell. */
export type Resolved = { status: Resolution['status']; reasons: string[]; matchedBy: string[] } & (
	{ cluster: Cluster; candidates?: undefined } | { cluster?: undefined; candidates: Cluster[] }
);

/**
 * Finds who is meant. Reads only. Several that are named at once are all meant: a person by their address
 * and an account by its domain are two, and the person is answered with.
 *
 * @throws RangeError if the subject names nobody, or something that cannot be an identifier
 */
export async function resolveSubject(
	tables: Tables,
	given: Subject,
	wanted?: EntityType,
): Promise<Resolved> {
	const subject = checked(subjectSchema, given);
	const type = wanted ?? subject.type;
	if (subject.id !== undefined) {
		const cluster = await clusterOfType(tables, subject.id, type);
		if (cluster !== undefined) return found(cluster, ['id']);
		return nobody([`No ${type ?? 'entity'} has the id ${subject.id}`]);
	}
	const identifiers = readAll(identifiersOf(subject));
	const main = mainType(type, identifiers);
	const telling = identifiers.filter(
		(one) => main === undefined || (typeToldBy(one) ?? main) === main,
	);
	const { strong, weak } = byStrength(telling);
	const { clusters, accounts } = await clustersMeant(tables, strong, type ?? main);
	const [first, ...others] = clusters;
	const kinds = [...new Set(telling.map(({ kind }) => kind))];
	if (first === undefined) return await byHints(tables, weak, { kinds, type: type ?? main });
	if (others.length === 0) return found(first, kinds);
	return {
		status: 'needs_review',
		reasons: [
			`${clusters.length} records have these identifiers (${kinds.join(', ')})`,
			...accounts,
		],
		matchedBy: kinds,
		candidates: clusters,
	};
}

/**
 * Those whom identifiers tell. An id that records of several accounts have is left aside where something
 * else tells who is meant.
 */
async function clustersMeant(
	tables: Tables,
	strong: readonly Identifier[],
	type: EntityType | undefined,
): Promise<{ clusters: Cluster[]; accounts: string[] }> {
	const all = await spellingsOf(tables, strong);
	const [sure, open]: [Identifier[], Identifier[]] = [[], []];
	for (const spellings of all) {
		const isOpen =
			spellings.length > 1 && (await clustersHolding(tables, spellings, type)).length > 1;
		(isOpen ? open : sure).push(...spellings);
	}
	const clusters = await clustersHolding(tables, sure, type);
	if (clusters.length > 0 || open.length === 0) return { clusters, accounts: [] };
	const kinds = open.map(({ kind }) => kind).filter((kind) => kind !== withoutAccount(kind));
	return {
		clusters: await clustersHolding(tables, open, type),
		accounts: kinds.length > 1 ? [`Name the account: ${kinds.join(' or ')}`] : [],
	};
}

/** What makes two one by the table of identity, and what only hints. */
function byStrength(identifiers: readonly Identifier[]) {
	const isStrong = (one: Identifier) => {
		const read = readByTable(one);
		return 'identifier' in read && mayMerge(read.identifier.rule);
	};
	return {
		strong: identifiers.filter(isStrong),
		weak: identifiers.filter((one) => !isStrong(one)),
	};
}

async function byHints(
	tables: Tables,
	weak: readonly Identifier[],
	{ kinds, type }: { kinds: readonly string[]; type: EntityType | undefined },
): Promise<Resolved> {
	const candidates = await clustersHolding(tables, weak, type);
	if (candidates.length === 0) return nobody([`Nothing is known by this ${kinds.join(', ')}`]);
	const told = weak.map(({ kind, value }) => `${kind} ${value}`).join(', ');
	return {
		status: 'needs_review',
		reasons: [`${told} alone identifies no one for sure`],
		matchedBy: [...new Set(weak.map(({ kind }) => kind))],
		candidates,
	};
}

/** What the outside is told of it. */
export async function toResolution(tables: Tables, resolved: Resolved): Promise<Resolution> {
	const { status, reasons, matchedBy, cluster, candidates = [] } = resolved;
	const heads = candidates.map(({ head }) => head);
	const shown = await candidatesOf(tables, heads, reasons);
	return {
		status,
		...(cluster !== undefined && { entityId: cluster.head, type: cluster.type }),
		matchedBy,
		reasons,
		candidates: [...shown.values()],
	};
}

/** @throws RangeError naming the first that cannot be read */
export function readAll(identifiers: readonly Identifier[]): Identifier[] {
	return identifiers.map((one) => {
		const read = readIdentifier(one);
		if ('identifier' in read) return read.identifier;
		throw new RangeError(`${one.kind}: ${one.value} cannot be used: ${read.misfit}`);
	});
}

/** What is meant, as far as it can be told: a person before their company. */
export function mainType(
	type: EntityType | undefined,
	identifiers: readonly Identifier[],
): EntityType | undefined {
	if (type !== undefined) return type;
	const types = identifiers.map(typeToldBy);
	return types.find((one) => one === 'contact') ?? types.find((one) => one !== undefined);
}

function found(cluster: Cluster, matchedBy: string[]): Resolved {
	return { status: 'resolved', reasons: [], matchedBy, cluster };
}

function nobody(reasons: string[]): Resolved {
	return { status: 'not_found', reasons, matchedBy: [], candidates: [] };
}
