import type { CredentialInUse } from './access/authorization';

export interface Advice {
	/** What happened, to go behind the name of the server. */
	message: string;
	/** What the user can do with the credential that is in use. */
	hint: string;
}

const SOMETIMES = 'Some servers also answer 403 to a wrong key.';

const UNAUTHORIZED: Record<CredentialInUse, Advice> = {
	none: {
		message: 'requires authentication (HTTP 401)',
		hint: 'The node sent no key or token. Set Authentication to API Key, Headers or OAuth2.',
	},
	apiKey: {
		message: 'rejected the API key (HTTP 401)',
		hint: 'Check the key and the header name in the credential. The key may have expired or been revoked.',
	},
	headers: {
		message: 'rejected the headers of the credential (HTTP 401)',
		hint: 'Check the names and values of the headers in the credential. A key may have expired or been revoked.',
	},
	oAuth2: {
		message: 'rejected the access token (HTTP 401)',
		hint: 'Open the credential and connect the account again.',
	},
	clientCredentials: {
		message: 'rejected the access token (HTTP 401)',
		hint: 'Check Client ID, Proof of Identity and Scope in the credential.',
	},
};

const FORBIDDEN: Record<CredentialInUse, Advice> = {
	none: {
		message: 'denied access (HTTP 403)',
		hint: 'If the server needs authentication, set Authentication. Otherwise, the server or a proxy in front of it blocks this machine.',
	},
	apiKey: {
		message: 'denied access (HTTP 403)',
		hint: `Give the API key the permission for this, or use another key. ${SOMETIMES}`,
	},
	headers: {
		message: 'denied access (HTTP 403)',
		hint: `Give the key in the headers the permission for this, or use another one. ${SOMETIMES}`,
	},
	oAuth2: {
		message: 'denied access (HTTP 403)',
		hint: 'The connected account has no permission for this. Ask an administrator at the vendor, or connect another account.',
	},
	clientCredentials: {
		message: 'denied access (HTTP 403)',
		hint: 'The client of the credential has no permission for this. Ask an administrator at the vendor.',
	},
};

/** What to say of a refusal, given what was sent to prove who is calling. */
export function refusalAdvice(status: 401 | 403, credential: CredentialInUse): Advice {
	return (status === 401 ? UNAUTHORIZED : FORBIDDEN)[credential];
}

const SCOPE_HINTS: Record<CredentialInUse, string> = {
	none: 'Set Authentication to something other than None.',
	apiKey: 'Give the API key these permissions at the vendor, or use another key.',
	headers: 'Give the key in the headers these permissions at the vendor, or use another key.',
	oAuth2: 'Add the scopes to the credential, and connect it again.',
	clientCredentials:
		'Add the scopes to the credential, and allow them for the client at the vendor.',
};

/** What to say of a refusal that asks for more rights (`insufficient_scope`). */
export function scopeAdvice(scopes: string, credential: CredentialInUse): Advice {
	const named = scopes === '' ? '' : `: ${scopes}`;
	return {
		message: `needs more permissions than the credential has (HTTP 403)${named}`,
		hint: SCOPE_HINTS[credential],
	};
}
