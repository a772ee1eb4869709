import type { INodeProperties } from 'n8n-workflow';

import { signInUrl } from './sign-in-url';

/** A secret that the user must enter; n8n shows it as dots. */
export function secretField(
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return { ...textField(displayName, name, more), typeOptions: { password: true } };
}

/**
 * n8n's field for the ID of an OAuth2 app, with a line on where the app is.
 *
 * @param hint is seen without hovering, which a description is not
 */
export function clientIdField(hint: string): INodeProperties {
	return textField('Client ID', 'clientId', { hint });
}

/** A text that the user must enter. */
export function textField(
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return { displayName, name, type: 'string', default: '', required: true, ...more };
}

/** What n8n's OAuth2 reads and the user does not see. */
export function hiddenField(displayName: string, name: string, value: string): INodeProperties {
	return { displayName, name, type: 'hidden', default: value };
}

/** How an app of a vendor signs in. */
export interface SignIn {
	/** Where the user says yes: host and path, or an expression of n8n. */
	authUrl: readonly [host: string, path: string] | string;
	accessTokenUrl: readonly [host: string, path: string] | string;
	/** Where the app shows itself. */
	authentication: 'body' | 'header';
	/** `authorizationCode` if left out. */
	grantType?: 'pkce';
}

/** The hidden fields of an OAuth2 type, without its scope. */
export function signInFields({
	authUrl,
	accessTokenUrl,
	authentication,
	grantType,
}: SignIn): INodeProperties[] {
	return [
		hiddenField('Grant Type', 'grantType', grantType ?? 'authorizationCode'),
		...signInUrlFields({ authUrl, accessTokenUrl }),
		hiddenField('Auth URI Query Parameters', 'authQueryParameters', ''),
		hiddenField('Authentication', 'authentication', authentication),
	];
}

/** The two URLs alone, where a type of n8n says the rest. */
export function signInUrlFields({
	authUrl,
	accessTokenUrl,
}: Pick<SignIn, 'accessTokenUrl' | 'authUrl'>): INodeProperties[] {
	const url = (where: SignIn['authUrl']) =>
		typeof where === 'string' ? where : signInUrl(...where);
	return [
		hiddenField('Authorization URL', 'authUrl', url(authUrl)),
		hiddenField('Access Token URL', 'accessTokenUrl', url(accessTokenUrl)),
	];
}
