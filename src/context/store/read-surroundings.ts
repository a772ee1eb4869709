import { toDomain } from '../../base/identity/domain';
import type { Identifier } from '../model/identifier';
import { type Cluster, clustersOf } from './entities';
import type { Tables } from './graph-ports';
import { clustersHolding } from './holding';
import { type EdgeEnd, edgesOf } from './read-edges';
import type { View } from './view';

/** Of an account, the first ones; more are counted in no answer. */
const MOST_DEALS = 20;
const MOST_PEOPLE = 25;

/** Who and what stands around a subject. */
export interface Surroundings {
	/** The subject, and the company of a person. */
	main: Cluster[];
	account?: Cluster;
	/** Others at the company. */
	people: Cluster[];
	deals: Cluster[];
	/** Of people and deals, by the ids that relations name. */
	roles: ReadonlyMap<string, string | undefined>;
	/** By what the subject may be on the list: its own identifiers, and the domains of its company. */
	listedBy: Identifier[];
}

/** By indexes only, whatever the size of the store. */
export async function readSurroundings(
	tables: Tables,
	subject: Cluster,
	view: View,
): Promise<Surroundings> {
	const edges = await edgesOf(tables, subject.members, view);
	const identifiers = await identifiersHeldBy(tables, subject, view);
	const account = await accountOf(tables, subject, edges, identifiers);
	const company = account === undefined || account === subject ? undefined : account;
	const around =
		company === undefined ? edges : [...edges, ...(await edgesOf(tables, company.members, view))];
	const dealIds = endsOf(around, ['on_deal', 'deal_of'], 'deal').slice(0, MOST_DEALS);
	const own = new Set(subject.members);
	const peopleIds = endsOf(around, ['works_at'], 'contact')
		.filter(({ id }) => !own.has(id))
		.slice(0, MOST_PEOPLE);
	const roles = new Map([...dealIds, ...peopleIds].map(({ id, role }) => [id, role]));
	const related = await clustersOf(tables, [...roles.keys()]);
	const ofCompany = company === undefined ? [] : await identifiersHeldBy(tables, company, view);
	return {
		main: company === undefined ? [subject] : [subject, company],
		...(account !== undefined && { account }),
		people: related.filter(({ type }) => type === 'contact'),
		deals: related.filter(({ type }) => type === 'deal'),
		roles,
		listedBy: [...identifiers, ...ofCompany.filter(({ kind }) => kind === 'domain')],
	};
}

async function identifiersHeldBy(
	tables: Tables,
	{ members }: Cluster,
	{ until }: View,
): Promise<Identifier[]> {
	return await tables
		.selectFrom('graph_identifier')
		.select(['kind', 'value'])
		.where('entity_id', 'in', members)
		.where('seq', '<=', until)
		.execute();
}

/** Where a person works: as it was recorded, else by the domain of their address. */
async function accountOf(
	tables: Tables,
	subject: Cluster,
	edges: readonly EdgeEnd[],
	identifiers: readonly Identifier[],
): Promise<Cluster | undefined> {
	if (subject.type === 'account') return subject;
	const told = endsOf(edges, ['works_at', 'deal_of'], 'account');
	if (told[0] !== undefined) return (await clustersOf(tables, [told[0].id]))[0];
	const domains = identifiers.flatMap(({ kind, value }) => {
		const domain = kind === 'email' ? toDomain(value) : undefined;
		return domain === undefined ? [] : [{ kind: 'domain', value: domain }];
	});
	return (await clustersHolding(tables, domains, 'account'))[0];
}

/** The other ends of some relations, each once, the newest first. */
function endsOf(
	edges: readonly EdgeEnd[],
	relations: readonly string[],
	type: Cluster['type'],
): EdgeEnd[] {
	const found = edges.filter((edge) => relations.includes(edge.relation) && edge.type === type);
	return [...new Map(found.toReversed().map((edge) => [edge.id, edge])).values()].toReversed();
}
