import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import type { VendorHook } from '../../../gtm/hooks/vendor-hook';
import type { Vendor } from '../../../gtm/vendors/vendor';

export const INSTANT = 'instant';

/**
 * Where a vendor may call, of published workflows only: while one is tested in the editor n8n waits for a
 * webhook where there is one, and would not poll.
 */
export const instantWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: '={{ $workflow.active ? "POST" : "" }}',
	responseMode: 'onReceived',
	path: 'changes',
	ndvHideUrl: true,
	ndvHideMethod: true,
};

/** Shown for vendors that have webhooks. */
export function instantProperty(
	vendors: ReadonlyArray<Vendor & { hook?: VendorHook }>,
): INodeProperties {
	const withHook = vendors.filter(({ hook }) => hook).map(({ profile }) => profile.id);
	return {
		displayName: 'Instant',
		name: INSTANT,
		type: 'boolean',
		default: false,
		description:
			'Whether to register a webhook at the vendor when you publish, so that the workflow starts within seconds. The vendor must be able to reach this n8n over the internet. Polling goes on, and catches what the webhook misses.',
		displayOptions: { show: { vendor: withHook } },
	};
}
