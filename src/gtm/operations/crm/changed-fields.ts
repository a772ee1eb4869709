import type { Changing } from '../../crm/crm-changes';
import type { GivenChange } from '../../changes/read-feed';
import { isRecord } from '../../model/json';
import { readPath } from '../../model/path';
import { sideBySide } from '../../sequencer/side-by-side';
import type { CrmPorts } from './crm-operation';

export interface FieldFilter {
	what: Changing;
	/** One of them must have changed. */
	names: readonly string[];
}

export interface FilteredByField<Entity> {
	changes: Array<GivenChange<Entity>>;
	notes: string[];
}

/**
 * Changes in which one of the fields changed: the vendor's history says when. New records count if they
 * have a value there; what is gone is left out. Where the history cannot be read, the change stays:
 * better one too many than a loss.
 */
export async function withChangedField<Entity>(
	ports: CrmPorts,
	{ what, names }: FieldFilter,
	changes: ReadonlyArray<GivenChange<Entity>>,
): Promise<FilteredByField<Entity>> {
	if (names.length === 0 || what === 'activity') return { changes: [...changes], notes: [] };
	const { vendor, client } = ports;
	const doubts = new Set<string>();
	const verdicts = await sideBySide(changes, async ({ kind, row, after }) => {
		if (kind === 'created') return names.some((name) => hasValue(row.record, name));
		if (kind !== 'changed') return false;
		const history = await vendor[what].history(client, { id: row.id }, { fields: names });
		if (history.record === undefined) {
			// Deleted since: the deletion is told of by itself.
			if (history.status === 'not_found') return false;
			doubts.add(history.reason?.message ?? history.status);
			return true;
		}
		return history.record.some(({ at }) => Date.parse(at) > after);
	});
	return {
		changes: changes.filter((_, place) => verdicts[place]),
		notes: [...doubts].map(
			(why) => `Whether ${names.join(', ')} changed could not be told of every record: ${why}`,
		),
	};
}

function hasValue(record: unknown, name: string): boolean {
	if (!isRecord(record)) return false;
	const found = readPath(record, name) ?? readPath(record, `custom.${name}`);
	return found !== undefined && found !== null && found !== '';
}
