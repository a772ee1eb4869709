import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { createVendorClient } from '../../../gtm/http/create-vendor-client';
import type { VendorClient } from '../../../gtm/http/vendor-client';
import type { Vendor } from '../../../gtm/vendors/vendor';
import { gtmProcess } from '../gtm-process';
import { createHttpPort } from '../http-port';
import { readVendorCredential } from '../vendor-credential';
import { credentialTypeOf } from './vendor.properties';

/** The editor waits for lists and forms: better an error than a minute. */
const IN_THE_EDITOR = { timeoutMs: 15_000, maxAttempts: 2, deadlineMs: 15_000 };

export interface EditorVendor {
	client: VendorClient;
	/** A digest of the credential: whose account it is. */
	principal: string;
}

/** A client with the credential that is chosen in the editor, under the same limits as executions. */
export async function editorClient(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
): Promise<EditorVendor> {
	const authentication: unknown = context.getCurrentNodeParameter('authentication');
	const credentialType = credentialTypeOf(vendor, authentication ?? 'apiKey');
	const { hosts, principal, secrets } = await readVendorCredential(
		context,
		vendor,
		credentialType,
		0,
	);
	const { clock, traffic } = gtmProcess();
	const http = createHttpPort(context, credentialType);
	const settings = { hosts, principal, secrets, ...IN_THE_EDITOR };
	return {
		client: createVendorClient(vendor.profile, { http, clock, traffic }, settings),
		principal,
	};
}
