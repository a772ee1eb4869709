import type { CredentialFields } from './frame/credentials.ts';
import type { VendorModule } from './frame/running-vendor.ts';
import { VENDORS } from './vendors/index.ts';

export type { CredentialFields } from './frame/credentials.ts';

type Known = Readonly<Record<string, CredentialFields>>;

function ofAll(url: string, kind: 'apps' | 'credentials'): Known {
	const own = (vendor: VendorModule) => vendor[kind]?.(`${url}/${vendor.id}`) ?? {};
	return Object.assign({}, ...VENDORS.map(own)) as Known;
}

function one(all: Known, type: string): CredentialFields {
	const fields = all[type];
	if (fields !== undefined) return fields;
	throw new RangeError(`The sandbox has no ${type}. It has: ${Object.keys(all).join(', ')}.`);
}

/** Credentials by n8n type with which everything may be done in a sandbox at this URL. */
export const sandboxCredentials = (url: string): Known => ofAll(url, 'credentials');

/** Credentials of the OAuth2 types, not connected yet. */
export const sandboxApps = (url: string): Known => ofAll(url, 'apps');

/** @throws RangeError if no vendor has the type */
export const sandboxCredential = (url: string, type: string) => one(sandboxCredentials(url), type);

/** @throws RangeError if no vendor has the type */
export const sandboxApp = (url: string, type: string) => one(sandboxApps(url), type);
