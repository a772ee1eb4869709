import { type INodeExecutionData, updateDisplayOptions } from 'n8n-workflow';

import { toolsDigest } from '../../../../src/mcp/client/guard/tool-digests';
import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { toItem } from '../../../../src/n8n/client/result-items';
import { requestOptions } from '../../descriptions/request.options';

export const description = updateDisplayOptions(
	{ show: { resource: ['server'], operation: ['info'] } },
	[requestOptions()],
);

/** What the server says of itself, and the digest of its tools: what a pin holds. */
export async function execute(run: ItemRun): Promise<INodeExecutionData[]> {
	const { access, preset } = await run.open();
	const info = run.take(await access.serverInfo(run.options));
	const tools = info.capabilities.tools
		? run.take(await access.listTools({ ...run.options, freshness: 'anew' }))
		: [];
	const json = {
		...info,
		...(preset && { preset: preset.id }),
		tools: tools.length,
		toolsDigest: toolsDigest(tools),
	};
	return [toItem(json, run.itemIndex)];
}
