import type { ContextGraph } from '../../../context/context-graph';
import type { EntityType } from '../../../context/model/entity';

/** By which attribute an entity has its address. */
const NAMED_BY: Readonly<Partial<Record<EntityType, string>>> = {
	account: 'domain',
	contact: 'email',
};

/** Under which address a resource is read. */
export function addressOf(type: string, name: string): string {
	return `gtm://${type}/${encodeURIComponent(name)}`;
}

/** Which resources tell of an entity. What nobody can read by an address has none. */
export async function addressesOf(
	graph: ContextGraph,
	id: string,
	type: EntityType,
): Promise<string[]> {
	if (type === 'sequence') return [addressOf(type, id)];
	const attribute = NAMED_BY[type];
	if (attribute === undefined) return [];
	const { contact, account } = await graph.getContext({
		subject: { id, type },
		fields: [attribute],
		include: [],
	});
	const value = (type === 'account' ? account : contact)?.facts[attribute]?.value;
	return typeof value === 'string' ? [addressOf(type, value), `gtm://${type}/${value}`] : [];
}
