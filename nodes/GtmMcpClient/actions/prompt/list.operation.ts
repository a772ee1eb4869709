import { type INodeExecutionData, updateDisplayOptions } from 'n8n-workflow';

import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { toListItems } from '../../../../src/n8n/client/list-items';
import { freshOption, listProperties } from '../../descriptions/list.properties';
import { requestOptions } from '../../descriptions/request.options';

export const description = updateDisplayOptions({ show: { operation: ['listPrompts'] } }, [
	...listProperties,
	requestOptions({ own: [freshOption] }),
]);

/** One item a prompt, with its arguments, as the server describes it. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	return await toListItems(run, async (access, options) => await access.listPrompts(options));
}
