import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { withEditorAccess } from '../../../src/n8n/client/editor-access';
import { toSearchResults, toolChoices } from '../../../src/n8n/client/tool-search';

/** The tools of the server; the editor searches in them. */
export async function getTools(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await withEditorAccess(this, async ({ access, preset }) => {
		const { value: tools } = await access.listTools();
		return toSearchResults(toolChoices(tools, preset), '').map(({ name, value, description }) => ({
			name,
			value,
			...(description !== undefined && { description }),
		}));
	});
}
