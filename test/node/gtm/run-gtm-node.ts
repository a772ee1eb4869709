import type { ICredentialType, IDataObject, INode, INodeParameters, INodeType } from 'n8n-workflow';

import { GtmApolloApi } from '../../../credentials/GtmApolloApi.credentials';
import { GtmHubspotApi } from '../../../credentials/GtmHubspotApi.credentials';
import { GtmHunterApi } from '../../../credentials/GtmHunterApi.credentials';
import { GtmPeopleDataLabsApi } from '../../../credentials/GtmPeopleDataLabsApi.credentials';
import { GtmCrm } from '../../../nodes/GtmCrm/GtmCrm.node';
import { GtmEnrichment } from '../../../nodes/GtmEnrichment/GtmEnrichment.node';
import { GtmSequencer } from '../../../nodes/GtmSequencer/GtmSequencer.node';
import type { openSandbox } from '../../contract/gtm/sandbox-port';
import { runWorkflow } from '../harness/run-workflow';

export const NODES = {
	gtmCrm: new GtmCrm(),
	gtmEnrichment: new GtmEnrichment(),
	gtmSequencer: new GtmSequencer(),
} as const;

const credentialTypes: ICredentialType[] = [
	new GtmApolloApi(),
	new GtmHubspotApi(),
	new GtmHunterApi(),
	new GtmPeopleDataLabsApi(),
];

/** Keys that may do everything in the sandbox. */
export const KEYS = {
	gtmApolloApi: 'sandbox-apollo-master',
	gtmHubspotApi: 'pat-sandbox-hubspot',
	gtmHunterApi: 'sandbox-hunter',
	gtmPeopleDataLabsApi: 'sandbox-pdl',
};

const PLACES = {
	gtmApolloApi: 'apollo',
	gtmHubspotApi: 'hubspot',
	gtmHunterApi: 'hunter',
	gtmPeopleDataLabsApi: 'pdl',
} as const;

export interface GtmRun {
	type: keyof typeof NODES;
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: INode['onError'];
	/** Others than the sandbox's, by credential type. */
	keys?: Partial<typeof KEYS>;
}

/** One GTM node with the credentials of all vendors of the test, in n8n's engine, against the sandbox. */
export async function runGtmNode(
	sandbox: Awaited<ReturnType<typeof openSandbox>>,
	{ type, parameters, items = [{}], onError, keys = {} }: GtmRun,
) {
	const credentials = Object.fromEntries(
		Object.entries({ ...KEYS, ...keys }).map(([name, key]) => [
			name,
			{
				apiKey: key,
				accessToken: key,
				baseUrl: `${sandbox.url}/${PLACES[name as keyof typeof PLACES]}`,
			},
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
						Object.keys(KEYS).map((name) => [name, { id: name, name }]),
					),
					parameters: { options: {}, ...parameters },
				},
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		},
		{ nodeTypes: Object.values<INodeType>(NODES), credentialTypes, credentials },
	);
	const [task] = finished.run.data.resultData.runData.Node ?? [];
	return {
		...finished,
		items: finished.output('Node').map(({ json }) => json),
		hints: task?.hints?.map(({ message }) => message) ?? [],
	};
}
