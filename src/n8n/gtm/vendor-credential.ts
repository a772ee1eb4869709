import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { recordOf, textOf } from '../../gtm/model/json';
import type { Vendor, VendorAccount, VendorHosts } from '../../gtm/vendors/vendor';
import { digestOf } from '../../base/digest';

/** What a client needs to know of a credential, without the credential. */
export interface VendorCredential {
	hosts: VendorHosts;
	/** Ids that requests name, for vendors that want some. */
	account?: VendorAccount;
	/** Whose limits, credits and answers these are: the same for every node and process. */
	principal: string;
	/** Which credential of n8n's it is, for which hosts: the same after its key was changed. */
	credentialKey: string;
	/** With OAuth2: a digest of what another connection does not have. */
	connection?: string;
	/** Values that must not show in an error. */
	secrets: string[];
}

type Credential = Readonly<Record<string, unknown>>;

/** Members whose names say that they are secret, whatever they look like. */
const SECRET_NAME = /key|token|secret|password|passphrase|auth(?!entication|Url|Query)/i;

/** Other texts from this length on are taken for secrets, unless they are addresses. */
const LONG = 16;

/**
 * @throws RangeError naming the field of the credential that is missing or no URL, or saying that its
 * account is not connected
 */
export async function readVendorCredential(
	context: Pick<
		IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions,
		'getCredentials' | 'getNode'
	>,
	vendor: Pick<Vendor, 'account' | 'hosts'>,
	credentialType: string,
	itemIndex: number,
): Promise<VendorCredential> {
	const credential: Credential = await context.getCredentials(credentialType, itemIndex);
	requireConnected(credential);
	const id = context.getNode().credentials?.[credentialType]?.id;
	const account = vendor.account?.(credential);
	const hosts = vendor.hosts(credential);
	const connection = connectionOf(credential);
	const principal = principalOf(credentialType, credential, { id, hosts });
	return {
		hosts,
		...(account !== undefined && { account }),
		principal,
		...(connection !== undefined && { connection }),
		credentialKey: digestOf([credentialType, id ?? principal, hosts]).slice(0, 32),
		secrets: secretsIn(credential),
	};
}

/** How n8n calls the ways of OAuth2 that begin with a person in a browser. */
const BY_SIGN_IN: readonly unknown[] = ['authorizationCode', 'pkce'];

/** n8n itself sends the request without a token, or fails in words that nobody can act on. */
function requireConnected({ grantType, oauthTokenData }: Credential): void {
	if (!BY_SIGN_IN.includes(grantType) || textOf(recordOf(oauthTokenData).access_token)) return;
	throw new RangeError(
		'The account is not connected. Open the credential in n8n and click Connect.',
	);
}

/**
 * Two credentials with one key share the vendor's limits, so they are one principal. With OAuth2 the
 * token changes all the time, so there it is the credential. A session (`preAuthentication`) comes and
 * goes, whosever it is.
 */
function principalOf(
	type: string,
	credential: Credential,
	{ id, hosts }: { id: string | null | undefined; hosts: VendorHosts },
): string {
	const { oauthTokenData, sessionToken: _, ...fixed } = credential;
	return digestOf(oauthTokenData === undefined || !id ? [type, fixed] : [type, id, hosts]).slice(
		0,
		32,
	);
}

/** A refresh token stays longer than the token that it renews. */
function connectionOf({ oauthTokenData }: Credential): string | undefined {
	const { refresh_token: lasting, access_token: passing } = recordOf(oauthTokenData);
	const token = textOf(lasting) ?? textOf(passing);
	return token === undefined ? undefined : digestOf(['connection', token]).slice(0, 32);
}

function secretsIn(value: unknown, name = ''): string[] {
	if (typeof value === 'string') return isSecret(value, name) ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([member, below]) => secretsIn(below, member));
}

function isSecret(value: string, name: string): boolean {
	if (URL.canParse(value)) return false;
	return SECRET_NAME.test(name) || (value.length >= LONG && !/[\s.@]/.test(value));
}
