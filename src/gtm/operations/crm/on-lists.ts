import type { GivenChange } from '../../changes/read-feed';
import type { Changing } from '../../crm/crm-changes';
import { toOutcome } from '../../http/vendor-error';
import type { Outcome } from '../../model/outcome';
import { notOffered } from '../../vendors/not-offered';
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

/** Lists that a refusal names, at most. */
const NAMED_MAX = 20;

/**
 * Why there can be no changes of these lists; undefined if there can. One that does not exist would let
 * nothing through, without a word.
 */
export async function problemOfLists(
	{ vendor, client }: CrmPorts,
	{ what, lists, cursor }: ListFilter & { cursor?: string | undefined },
): Promise<Outcome<never> | undefined> {
	if (!lists || what === 'activity') return undefined;
	const { id: provider, name } = vendor.profile;
	if (!vendor.lists) {
		const why = `${name} does not say which records are on a list. Leave the lists empty.`;
		return notOffered<never>(provider, why);
	}
	// Where a reading goes on, they were looked up before: that is a request, and a poll comes every minute.
	if (cursor !== undefined) return undefined;
	const { record: known = [], ...outcome } = await vendor.lists.all(client, what);
	// There are more than were read.
	if (outcome.status === 'partial') return undefined;
	if (outcome.status !== 'found' && outcome.status !== 'not_found') return outcome;
	const ids = new Set(known.flatMap(({ id, alias }) => [id, alias]));
	const unknown = lists.find((one) => !ids.has(one));
	if (unknown === undefined) return undefined;
	const some = known.slice(0, NAMED_MAX).map((one) => `${one.name} (${one.id})`);
	const use = some.length > 0 ? `Use one of ${some.join(', ')}.` : 'It has no list of them.';
	const message = `List Names or IDs: "${unknown}" is not a list of ${what} records in ${name}. ${use}`;
	const reason = { code: 'unknown_list', message };
	return { status: 'invalid', provider, reason, retry: { advised: false } };
}
