import { type INodeExecutionData, updateDisplayOptions } from 'n8n-workflow';

import { toolDigests, toolsDigest } from '../../../../src/mcp/client/guard/tool-digests';
import type { ItemRun } from '../../../../src/n8n/client/client-run';
import { toItem } from '../../../../src/n8n/client/result-items';
import { guardRails } from '../../descriptions/guard-rails.properties';
import { requestOptions } from '../../descriptions/request.options';

export const description = updateDisplayOptions({ show: { operation: ['serverInfo'] } }, [
	requestOptions({ guards: guardRails }),
]);

/** What the server says of itself, and the digests of the tools that the guard rails let through. */
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
		pin: { digest: toolsDigest(tools), tools: toolDigests(tools) },
	};
	return [toItem(json, run.itemIndex)];
}
