import type { IWebhookDescription } from 'n8n-workflow';

/** The page on which a person answers a question: only there while an execution waits for it. */
const page = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	path: '',
	restartWebhook: true,
	isFullPath: true,
});

export const webhooks: IWebhookDescription[] = [page('GET'), page('POST')];
