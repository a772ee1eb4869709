import type { INodeExecutionData } from 'n8n-workflow';

import type { Reported } from '../../mcp/client/access/call-report';
import type { ListOptions, McpServerAccess } from '../../mcp/client/access/mcp-server-access';
import type { ItemRun } from './client-run';
import { numberOf } from './parameter-source';
import { toItem } from './result-items';

/** The entries of a list of the server, an item each, up to the limit of the item. */
export async function toListItems(
	run: ItemRun,
	list: (access: McpServerAccess, options: ListOptions) => Promise<Reported<object[]>>,
): Promise<INodeExecutionData[]> {
	const { source, itemIndex, options } = run;
	const { access } = await run.open();
	const fresh = source.get('options.fresh', false) === true;
	const entries = run.take(
		await list(access, { ...options, ...(fresh && { freshness: 'anew' as const }) }),
	);
	const all = source.get('returnAll', false) === true;
	const limit = all ? entries.length : numberOf(source.get('limit', 50), 50);
	return entries.slice(0, limit).map((entry) => toItem(entry, itemIndex));
}
