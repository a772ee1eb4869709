import {
	type ILoadOptionsFunctions,
	NodeOperationError,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { toFormFields } from '../../../src/mcp/client/form/form-fields';
import { EDITOR_LIMITS, withConnection } from '../../../src/n8n/client/load-options-connection';
import { toResourceMapperField } from '../../../src/n8n/client/resource-mapper-fields';

/** The form of the chosen tool. */
export async function getToolForm(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const name = this.getNodeParameter('tool', '', { extractValue: true });
	if (typeof name !== 'string' || name === '') return { fields: [] };
	return await withConnection(this, async (connection) => {
		const { items } = await connection.list('tools', EDITOR_LIMITS);
		const tool = items.find((candidate) => candidate.name === name);
		if (!tool) {
			throw new NodeOperationError(this.getNode(), `The server has no tool named "${name}"`, {
				description: 'Choose a tool from the list. The server may have renamed or removed it.',
			});
		}
		return {
			fields: toFormFields(tool.inputSchema).map(toResourceMapperField),
			emptyFieldsNotice: 'This tool takes no arguments.',
		};
	});
}
