import type { GivenChange } from '../../changes/read-feed';
import type { Changing } from '../../crm/crm-changes';
import { toOutcome } from '../../http/vendor-error';
import type { Outcome } from '../../model/outcome';
import type { CrmPorts } from './crm-operation';

export interface ListFilter {
	what: Changing;
	/** On one of them must the record be. */
	lists?: readonly string[] | undefined;
}

/**
 * Changes of records that are on one of the lists now. What is gone comes in any case: it is on no list
 * any more.
 */
export async function onLists<Entity>(
	{ vendor, client }: CrmPorts,
	{ what, lists }: ListFilter,
	changes: ReadonlyArray<GivenChange<Entity>>,
): Promise<{ changes: ReadonlyArray<GivenChange<Entity>> } | { refused: Outcome<never> }> {
	if (!lists || !vendor.lists || what === 'activity') return { changes };
	const there = changes.filter(({ row }) => row.gone === undefined);
	const ids = [...new Set(there.map(({ row }) => row.id))];
	if (ids.length === 0) return { changes };
	try {
		const members = await vendor.lists.onOneOf(client, { entity: what, ids, lists });
		return { changes: changes.filter(({ row }) => row.gone !== undefined || members.has(row.id)) };
	} catch (error) {
		return { refused: toOutcome(error) };
	}
}
