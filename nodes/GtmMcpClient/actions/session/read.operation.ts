import { type INodeExecutionData, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { clientRuntime } from '../../../../src/mcp/client/runtime';
import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { textOf } from '../../../../src/n8n/client/parameter-source';
import { toSessionItems } from '../../../../src/n8n/client/session-items';
import { toSessionKey } from '../../../../src/n8n/client/session-key';

const properties: INodeProperties[] = [
	{
		displayName: 'Session Key',
		name: 'sessionKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. account-4711',
		description: 'Session Key under which it was recorded. Leave empty for this execution.',
	},
	{
		displayName: 'Forget Afterwards',
		name: 'forget',
		type: 'boolean',
		default: false,
		description: 'Whether to clear the session after reading it',
	},
];

export const description = updateDisplayOptions(
	{ show: { operation: ['readSession'] } },
	properties,
);

/** What was read and done, oldest first, an item each. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, source } = run;
	const key = toSessionKey(textOf(source.get('sessionKey', '')), context);
	const { sessionLog } = clientRuntime();
	const record = sessionLog.read(key);
	if (source.get('forget', false) === true) sessionLog.clear(key);
	return await Promise.resolve(toSessionItems(record, itemIndex, run.warn));
}
