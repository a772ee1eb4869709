import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Change } from '../../context/query/changes';
import { isWatched, kindsOf, type Watch } from '../../context/query/watch';
import type { EntityType } from '../../context/model/entity';
import { observedGraph } from './process-graph';

/** Changes of one look at the store, and looks of one poll: what is left comes with the next one. */
const PAGE = 500;
const PAGES = 10;

/** What a run by hand shows. */
const SHOWN_BY_HAND = 10;

/** What is kept between two polls. */
interface Kept extends IDataObject {
	cursor?: string;
}

/**
 * Changes since the last poll, each once: the cursor is kept with the workflow, and moves on only with
 * what was handed out. The first poll remembers where it begins, and tells of nothing that was before.
 */
export async function pollContext(
	context: IPollFunctions,
	watch: Watch,
	types: readonly EntityType[],
): Promise<INodeExecutionData[][] | null> {
	const graph = await observedGraph();
	const query = { kinds: kindsOf(watch), ...(types.length > 0 && { types }) };
	const isManual = context.getMode() === 'manual';
	// What is kept of a run by hand is not saved.
	const kept: Kept = isManual ? {} : context.getWorkflowStaticData('node');
	const found: Change[] = [];
	let cursor = kept.cursor ?? (isManual ? undefined : 'now');
	for (let page = 0, more = true; more && page < PAGES; page += 1) {
		const read = await graph.changesSince({
			...query,
			...(cursor !== undefined && { cursor }),
			limit: PAGE,
		});
		found.push(...read.changes.filter((change) => isWatched(watch, change)));
		({ cursor, more } = read);
	}
	kept.cursor = cursor;
	return toItems(isManual ? found.slice(-SHOWN_BY_HAND) : found);
}

function toItems(changes: readonly Change[]): INodeExecutionData[][] | null {
	if (changes.length === 0) return null;
	return [changes.map((change) => ({ json: { ...change } as IDataObject }))];
}
