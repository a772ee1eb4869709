import type { ICredentialType, IDataObject, INodeParameters } from 'n8n-workflow';

import { GtmPosthogApi } from '../../../credentials/GtmPosthogApi.credentials';
import { GtmAnalytics } from '../../../nodes/GtmAnalytics/GtmAnalytics.node';
import type { openSandbox } from '../../contract/gtm/sandbox-port';
import { runWorkflow } from '../harness/run-workflow';

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

export interface AnalyticsRun {
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: 'continueRegularOutput';
}

const credentialTypes: ICredentialType[] = [new GtmPosthogApi()];

/** Runs the node in n8n's engine against the emulated PostHog. */
export async function runAnalytics(
	sandbox: OpenSandbox,
	{ parameters, items = [{}], onError }: AnalyticsRun,
) {
	const finished = await runWorkflow(
		{
			nodes: [
				{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
				{
					name: 'Analytics',
					type: 'test.gtmAnalytics',
					credentials: { gtmPosthogApi: { id: '1', name: 'PostHog' } },
					...(onError && { onError }),
					parameters: { vendor: 'posthog', options: {}, ...parameters },
				},
			],
			connections: { Start: { main: [[{ node: 'Analytics', type: 'main', index: 0 }]] } },
		},
		{
			nodeTypes: [new GtmAnalytics()],
			credentialTypes,
			credentials: {
				gtmPosthogApi: {
					apiKey: 'phx_sandbox',
					projectId: '4242',
					region: 'us',
					baseUrl: `${sandbox.url}/posthog`,
				},
			},
		},
	);
	return { ...finished, items: finished.output('Analytics') };
}
