import type { Client, RequestOptions } from '../../third-party/mcp-client';
import type { ConnectionEvents } from './connection-target';
import { McpClientError } from './client-error';

export interface SubscriptionTarget {
	uris: readonly string[];
	lists: ReadonlyArray<'tools' | 'resources' | 'prompts'>;
}

/** Passes the server's announcements on to whoever listens at the moment. */
export function forwardAnnouncements(client: Client, events: () => ConnectionEvents): void {
	client.setNotificationHandler('notifications/tools/list_changed', () => {
		events().listChanged?.('tools');
	});
	client.setNotificationHandler('notifications/resources/list_changed', () => {
		events().listChanged?.('resources');
	});
	client.setNotificationHandler('notifications/prompts/list_changed', () => {
		events().listChanged?.('prompts');
	});
	client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
		events().resourceUpdated?.(params.uri);
	});
}

/**
 * Subscribes in the way of the era: `subscriptions/listen`, or `resources/subscribe` for each URI
 * (list changes then come unasked, if the server announces them at all).
 *
 * @returns what ends it; never throws
 */
export async function subscribe(
	client: Client,
	{ uris, lists }: SubscriptionTarget,
	options: RequestOptions,
): Promise<() => Promise<void>> {
	if (client.getProtocolEra() === 'modern') {
		const subscription = await client.listen(
			{
				...(uris.length > 0 && { resourceSubscriptions: [...uris] }),
				...(lists.includes('tools') && { toolsListChanged: true }),
				...(lists.includes('resources') && { resourcesListChanged: true }),
				...(lists.includes('prompts') && { promptsListChanged: true }),
			},
			options,
		);
		return async () => await subscription.close();
	}
	if (uris.length > 0 && !client.getServerCapabilities()?.resources?.subscribe) {
		throw new McpClientError('watch', 'The server does not announce changes to its resources', {
			hint: 'Read the resource on a schedule and compare instead.',
			delivery: 'notSent',
		});
	}
	for (const uri of uris) await client.subscribeResource({ uri }, options);
	return async () => {
		for (const uri of uris) await client.unsubscribeResource({ uri }, { timeout: options.timeout });
	};
}
