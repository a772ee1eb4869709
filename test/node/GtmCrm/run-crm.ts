import type { ICredentialType, IDataObject, INodeParameters } from 'n8n-workflow';

import { GtmCrm } from '../../../nodes/GtmCrm/GtmCrm.node';
import { GtmHubspotApi } from '../../../credentials/GtmHubspotApi.credentials';
import type { openSandbox } from '../../contract/gtm/sandbox-port';
import { runWorkflow } from '../harness/run-workflow';

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

export interface CrmRun {
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
	/** Of the credential. */
	accessToken?: string;
}

const credentialTypes: ICredentialType[] = [new GtmHubspotApi()];

/** Runs the node in n8n's engine against the emulated HubSpot. */
export async function runCrm(
	sandbox: OpenSandbox,
	{ parameters, items = [{}], onError, accessToken = 'pat-sandbox-hubspot' }: CrmRun,
) {
	const finished = await runWorkflow(
		{
			nodes: [
				{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
				{
					name: 'CRM',
					type: 'test.gtmCrm',
					credentials: { gtmHubspotApi: { id: '1', name: 'HubSpot' } },
					...(onError && { onError }),
					parameters: { vendor: 'hubspot', authentication: 'apiKey', options: {}, ...parameters },
				},
			],
			connections: { Start: { main: [[{ node: 'CRM', type: 'main', index: 0 }]] } },
		},
		{
			nodeTypes: [new GtmCrm()],
			credentialTypes,
			credentials: { gtmHubspotApi: { accessToken, baseUrl: `${sandbox.url}/hubspot` } },
		},
	);
	return { ...finished, items: finished.output('CRM') };
}
