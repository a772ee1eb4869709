import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { EDITOR_LIMITS, withConnection } from '../../../src/n8n/client/load-options-connection';
import { toSearchResults } from '../../../src/n8n/client/tool-search';

/** The tools of the server whose name, title or description contains the filter. */
export async function searchTools(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) => {
		const { items: tools } = await connection.list('tools', EDITOR_LIMITS);
		return { results: toSearchResults(tools, filter ?? '') };
	});
}
