import type { ICredentialType, IDataObject, INodeParameters } from 'n8n-workflow';

import { GtmMixpanelApi } from '../../../credentials/GtmMixpanelApi.credentials';
import { GtmPosthogApi } from '../../../credentials/GtmPosthogApi.credentials';
import { GtmAnalytics } from '../../../nodes/GtmAnalytics/GtmAnalytics.node';
import type { openSandbox } from '../../contract/gtm/sandbox-port';
import { runWorkflow } from '../harness/run-workflow';

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

export interface AnalyticsRun {
	vendor?: 'mixpanel' | 'posthog';
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: 'continueRegularOutput';
}

const credentialTypes: ICredentialType[] = [new GtmMixpanelApi(), new GtmPosthogApi()];

/** Runs the node in n8n's engine against the emulated vendors, PostHog unless said. */
export async function runAnalytics(
	sandbox: OpenSandbox,
	{ vendor = 'posthog', parameters, items = [{}], onError }: AnalyticsRun,
) {
	const finished = await runWorkflow(
		{
			nodes: [
				{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
				{
					name: 'Analytics',
					type: 'test.gtmAnalytics',
					credentials: {
						gtmMixpanelApi: { id: '1', name: 'Mixpanel' },
						gtmPosthogApi: { id: '2', name: 'PostHog' },
					},
					...(onError && { onError }),
					parameters: { vendor, options: {}, ...parameters },
				},
			],
			connections: { Start: { main: [[{ node: 'Analytics', type: 'main', index: 0 }]] } },
		},
		{
			nodeTypes: [new GtmAnalytics()],
			credentialTypes,
			credentials: {
				gtmMixpanelApi: {
					username: 'sandbox.mp-service-account',
					secret: 'sandbox-secret',
					projectId: '3141592',
					region: 'us',
					baseUrl: `${sandbox.url}/mixpanel`,
				},
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
