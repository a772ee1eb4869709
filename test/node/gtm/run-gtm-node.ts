import type { ICredentialType, IDataObject, INode, INodeParameters, INodeType } from 'n8n-workflow';

import { credentialTypes } from './credential-types';
import { GtmAnalytics } from '../../../nodes/GtmAnalytics/GtmAnalytics.node';
import { GtmCrm } from '../../../nodes/GtmCrm/GtmCrm.node';
import { GtmEnrichment } from '../../../nodes/GtmEnrichment/GtmEnrichment.node';
import { GtmSequencer } from '../../../nodes/GtmSequencer/GtmSequencer.node';
import { type CredentialFields, sandboxCredentials } from '../../../sandbox/credentials.ts';
import type { openSandbox } from '../../contract/gtm/sandbox-port';
import { runWorkflow } from '../harness/run-workflow';

export const NODES = {
	gtmAnalytics: new GtmAnalytics(),
	gtmCrm: new GtmCrm(),
	gtmEnrichment: new GtmEnrichment(),
	gtmSequencer: new GtmSequencer(),
} as const;

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

export interface GtmRun {
	type: keyof typeof NODES;
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: INode['onError'];
	/** Fields of credentials that are not as in the sandbox, such as a wrong key. */
	credentials?: Readonly<Record<string, CredentialFields>>;
}

/** One GTM node with the credentials of all vendors, in n8n's engine, against the sandbox. */
export async function runGtmNode(
	sandbox: OpenSandbox,
	{ type, parameters, items = [{}], onError, credentials: others = {} }: GtmRun,
) {
	const credentials = Object.fromEntries(
		Object.entries(sandboxCredentials(sandbox.url)).map(([name, fields]) => [
			name,
			{ ...fields, ...others[name] },
		]),
	);
	const finished = await runWorkflow(
		{
			nodes: [
				{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
				{
					name: 'Node',
					type: `test.${type}`,
					...(onError && { onError }),
					credentials: Object.fromEntries(
						Object.keys(credentials).map((name) => [name, { id: name, name }]),
					),
					parameters: { options: {}, ...parameters },
				},
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		},
		{
			nodeTypes: Object.values<INodeType>(NODES),
			credentialTypes: credentialTypes satisfies ICredentialType[],
			credentials,
		},
	);
	const [task] = finished.run.data.resultData.runData.Node ?? [];
	const outputs = finished.output('Node');
	return {
		...finished,
		/** With their pairs and binary data. */
		outputs,
		items: outputs.map(({ json }) => json),
		hints: task?.hints?.map(({ message }) => message) ?? [],
	};
}
