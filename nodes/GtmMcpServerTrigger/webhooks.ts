import * as workflow from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

import { DASHBOARD_SUFFIX } from '../../src/mcp/dashboard/dashboard-ports';
import { ENDPOINT_SUFFIXES } from '../../src/mcp/server/access/oauth-paths';

/**
 * One URL, three methods: POST for messages; GET and DELETE for the stream and the end of a session.
 * Clients without a session must hear 405 to these, where n8n would answer 404 to a method that nobody
 * registered.
 */
export const webhooks: IWebhookDescription[] = [
	webhook('POST', 'default'),
	{ ...webhook('GET', 'setup'), ndvHideUrl: true },
	{ ...webhook('DELETE', 'default'), ndvHideUrl: true },
	// Where tokens come from; n8n keeps the root's own `/.well-known` for itself.
	...signInWebhooks(),
	// A page for people, if the node has keys for it.
	{ ...webhook('GET', 'setup', DASHBOARD_SUFFIX), ndvHideUrl: true },
	{ ...webhook('POST', 'default', DASHBOARD_SUFFIX), ndvHideUrl: true },
];

/** Each has a path of its own: n8n gives a path with a part that varies another URL. */
function signInWebhooks(): IWebhookDescription[] {
	const { authorize, token, register, revoke, ...read } = ENDPOINT_SUFFIXES;
	const posts = [authorize, token, register, revoke].map((suffix) =>
		webhook('POST', 'default', suffix),
	);
	const gets = [authorize, ...Object.values(read)].map((suffix) => webhook('GET', 'setup', suffix));
	return [...posts, ...gets].map((each) => ({ ...each, ndvHideUrl: true }));
}

function webhook(
	httpMethod: 'POST' | 'GET' | 'DELETE',
	name: IWebhookDescription['name'],
	suffix = '',
): IWebhookDescription {
	return {
		name,
		httpMethod,
		responseMode: 'onReceived',
		isFullPath: true,
		nodeType: 'mcp',
		...pathField(suffix),
	};
}

/**
 * n8n 2.41 and newer can read the path without its expression engine, which costs tens of
 * milliseconds a request; older ones get the template alone.
 */
function pathField(suffix: string): { path: string } {
	const known: Partial<typeof workflow> = workflow;
	if (known.webhookDescriptionFields === undefined || known.fromParameter === undefined) {
		return { path: `={{$parameter["path"]}}${suffix}` };
	}
	if (suffix === '') return known.webhookDescriptionFields({ path: known.fromParameter('path') });
	const field = {
		template: `={{$parameter["path"] + "${suffix}"}}`,
		resolve: (parameters: { path?: unknown }) => `${String(parameters.path)}${suffix}`,
	};
	return known.webhookDescriptionFields({ path: field });
}
