import {
	type ILoadOptionsFunctions,
	NodeOperationError,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { toFormFields } from '../../../src/mcp/client/form/form-fields';
import { withEditorAccess } from '../../../src/n8n/client/editor-access';
import { toPromptForm } from '../../../src/n8n/client/prompt-arguments';
import { toResourceMapperField } from '../../../src/n8n/client/resource-mapper-fields';

/** The form of the chosen tool. */
export async function getToolForm(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const name = this.getNodeParameter('tool', '', { extractValue: true });
	if (typeof name !== 'string' || name === '') return { fields: [] };
	return await withEditorAccess(this, async ({ access }) => {
		const { value: tool } = await access.findTool(name);
		if (!tool) throw missing(this, `The server has no tool named "${name}"`, 'a tool');
		return {
			fields: toFormFields(tool.inputSchema).map(toResourceMapperField),
			emptyFieldsNotice: 'This tool takes no arguments.',
		};
	});
}

/** The form of the chosen prompt. */
export async function getPromptForm(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const name = this.getNodeParameter('prompt', '', { extractValue: true });
	if (typeof name !== 'string' || name === '') return { fields: [] };
	return await withEditorAccess(this, async ({ access }) => {
		const { value: prompts } = await access.listPrompts();
		const prompt = prompts.find((candidate) => candidate.name === name);
		if (!prompt) throw missing(this, `The server has no prompt named "${name}"`, 'a prompt');
		return toPromptForm(prompt);
	});
}

function missing(
	context: ILoadOptionsFunctions,
	message: string,
	what: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, {
		description: `Choose ${what} from the list. The server may have renamed or removed it.`,
	});
}
