import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { CredentialFields } from '../../../../../sandbox/credentials.ts';

/** What a credential adds to each request. */
export interface Signature {
	headers: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string>>;
}

/** What n8n offers a credential that logs in before it signs. */
export type Login = (request: IHttpRequestOptions) => Promise<unknown>;

/** Signs as n8n does as the type says; an account that is connected, by its token. */
export async function signatureOf(
	type: ICredentialType,
	entered: CredentialFields,
	login: Login,
): Promise<Signature> {
	const token = entered.oauthTokenData;
	if (typeof token === 'object') {
		return { headers: { authorization: `Bearer ${token.access_token}` }, query: {} };
	}
	const helper = { helpers: { httpRequest: login } };
	const fields = { ...entered, ...(await type.preAuthentication?.call(helper, entered)) };
	if (typeof type.authenticate !== 'function') {
		throw new TypeError(`${type.name} does not say how it signs`);
	}
	const { headers, qs, auth } = await type.authenticate(fields as ICredentialDataDecryptedObject, {
		url: '',
	});
	const basic = auth && `${auth.username}:${auth.password}`;
	return {
		headers: {
			...textsIn(headers),
			...(basic !== undefined && {
				authorization: `Basic ${Buffer.from(basic).toString('base64')}`,
			}),
		},
		query: textsIn(qs),
	};
}

/** Other values than texts and numbers would be a mistake of the credential. */
const textOf = (value: unknown) => (typeof value === 'number' ? String(value) : (value as string));

const textsIn = (values: IDataObject = {}) =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]));
