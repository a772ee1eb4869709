import { connectAccount } from './connect-account';
import { loggedInClient } from './n8n-context';
import { sandboxApp, sandboxCredential } from '../../../sandbox/credentials.ts';
import type { CredentialSummary } from '../../../scripts/n8n/rest-types';

/** A credential for an emulated vendor, connected where the vendor wants a sign-in. */
export async function vendorCredential(url: string, type: string): Promise<CredentialSummary> {
	const isApp = type.endsWith('OAuth2Api');
	const data = isApp ? sandboxApp(url, type) : sandboxCredential(url, type);
	const credential = await loggedInClient().createCredential({
		name: `${type} ${crypto.randomUUID()}`,
		type,
		data,
	});
	if (isApp) await connectAccount(credential);
	return credential;
}
