import { type INodeExecutionData, updateDisplayOptions } from 'n8n-workflow';

import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { toListItems } from '../../../../src/n8n/client/list-items';
import { freshOption, listProperties } from '../../descriptions/list.properties';
import { requestOptions } from '../../descriptions/request.options';
import { guardRails } from '../../descriptions/guard-rails.properties';

export const description = updateDisplayOptions({ show: { operation: ['listTools'] } }, [
	...listProperties,
	requestOptions({ own: [freshOption], guards: guardRails }),
]);

/** One item a tool, as the server describes it, without those that the guard rails deny. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	return await toListItems(run, async (access, options) => await access.listTools(options));
}
