import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';

import type { CredentialFields } from '../../../../../sandbox/credentials.ts';

/** What a credential adds to each request. */
export interface Signature {
	headers: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string>>;
}

/** What n8n offers a credential that logs in before it signs. */
export type Login = (request: IHttpRequestOptions) => Promise<unknown>;

/** The `{{$credentials.apiKey}}` of a signature, which hold nothing else. */
function filledIn(text: string, fields: Readonly<Record<string, unknown>>): string {
	return text
		.replace(/^=/, '')
		.replaceAll(/\{\{\s*\$credentials\.(\w+)\s*\}\}/g, (_, name: string) => textOf(fields[name]));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function allFilledIn(
	texts: Readonly<Record<string, unknown>>,
	fields: Readonly<Record<string, unknown>>,
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]) => [name, filledIn(textOf(text), fields)]),
	);
}

/** Signs as n8n does with the type's own rule; an account that is connected, by its token. */
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
	const rule = type.authenticate;
	if (rule === undefined || typeof rule === 'function') {
		throw new TypeError(`${type.name} does not say how it signs`);
	}
	const { headers = {}, qs = {}, auth } = rule.properties;
	const basic =
		auth && [auth.username, auth.password].map((text) => filledIn(text, fields)).join(':');
	return {
		headers: {
			...allFilledIn(headers, fields),
			...(basic !== undefined && {
				authorization: `Basic ${Buffer.from(basic).toString('base64')}`,
			}),
		},
		query: allFilledIn(qs, fields),
	};
}
