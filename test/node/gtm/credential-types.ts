import path from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import { allVendors } from '../../../src/gtm/vendors/registry';

/** n8n's own, which ours extends: it is signed as OAuth2. */
const googleOAuth2Api: ICredentialType = {
	name: 'googleOAuth2Api',
	displayName: 'Google OAuth2 API',
	extends: ['oAuth2Api'],
	properties: [],
};

const FOLDER = path.join(__dirname, '..', '..', '..', 'credentials');

/** As n8n does it: the class of a type has the name of its file. */
export function credentialTypeOf(type: string): ICredentialType {
	const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
	const file = path.join(FOLDER, `${name}.credentials`);
	const { [name]: Type } = jest.requireActual<Record<string, new () => ICredentialType>>(file);
	if (Type === undefined) throw new RangeError(`${file} has no class ${name}`);
	return new Type();
}

/** Of all GTM vendors, whose registry names them. */
export const vendorCredentialTypes: ICredentialType[] = [
	...new Set(allVendors.flatMap(({ credentialTypes: types }) => types)),
].map(credentialTypeOf);

/** Also those of n8n that they extend. */
export const credentialTypes: ICredentialType[] = [googleOAuth2Api, ...vendorCredentialTypes];
