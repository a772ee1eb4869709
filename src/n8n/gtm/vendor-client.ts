import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { gtmProcess } from './gtm-process';
import { createHttpPort } from './http-port';
import { type VendorCredential, readVendorCredential } from './vendor-credential';
import { type ClientSettings, createVendorClient } from '../../gtm/http/create-vendor-client';
import type { Trace } from '../../gtm/http/trace';
import type { VendorClient } from '../../gtm/http/vendor-client';
import type { Vendor } from '../../gtm/vendors/vendor';

export interface ConnectedVendor extends VendorCredential {
	client: VendorClient;
}

export interface ConnectOptions {
	credentialType: string;
	itemIndex: number;
	/** Hears of each request, for hints. */
	trace?: Trace;
	limits?: Pick<ClientSettings, 'timeoutMs' | 'maxAttempts' | 'deadlineMs'>;
}

/**
 * A client with the node's credential, for the time of this execution.
 *
 * @throws RangeError naming the field of the credential that is missing or no URL
 */
export async function connectVendor(
	context: IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions,
	vendor: Vendor,
	{ credentialType, itemIndex, trace, limits }: ConnectOptions,
): Promise<ConnectedVendor> {
	const credential = await readVendorCredential(context, vendor, credentialType, itemIndex);
	const { hosts, account, principal, credentialKey, connection, secrets } = credential;
	const { clock, traffic } = gtmProcess();
	const http = createHttpPort(context, credentialType);
	// A poll is no execution, and nobody cancels it.
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const timeZone = context.getTimezone();
	const client = createVendorClient(
		vendor.profile,
		{ http, clock, traffic, trace },
		{ hosts, account, principal, credentialKey, connection, secrets, signal, timeZone, ...limits },
	);
	return { ...credential, client };
}
