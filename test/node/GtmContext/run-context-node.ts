import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { GtmContext } from '../../../nodes/GtmContext/GtmContext.node';
import { runWorkflow } from '../harness/run-workflow';

interface ContextItems {
	items?: IDataObject[];
	onError?: INode['onError'];
}

/** One operation of GTM Context, such as `rules` and `get`, in n8n's engine. */
export async function runContextNode(
	[resource, operation]: readonly [resource: string, operation: string],
	parameters: INodeParameters = {},
	{ items = [{}], onError }: ContextItems = {},
) {
	const finished = await runWorkflow(
		{
			nodes: [
				{
					name: 'Node',
					type: 'test.gtmContext',
					...(onError && { onError }),
					parameters: { resource, operation, options: {}, ...parameters },
				},
			],
			connections: {},
		},
		{ nodeTypes: [new GtmContext()], startItems: items.map((json) => ({ json })) },
	);
	const output = finished.status === 'success' ? finished.output('Node') : [];
	return { error: finished.error, items: output.map(({ json }) => json) };
}
