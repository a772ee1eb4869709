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
		message: 'asks who is calling (HTTP 401)',
		hint: 'No key or token was sent. Under Authentication, choose what the server takes: an API key, headers, or OAuth2.',
	},
	apiKey: {
		message: 'refused the API key (HTTP 401)',
		hint: 'Check the key and the header name in the credential. The key may have expired or been revoked.',
	},
	headers: {
		message: 'refused the headers of the credential (HTTP 401)',
		hint: 'Check the names and values of the headers in the credential. A key may have expired or been revoked.',
	},
	oAuth2: {
		message: 'refused the access token (HTTP 401)',
		hint: 'Open the credential and connect the account again.',
	},
	clientCredentials: {
		message: 'refused the access token (HTTP 401)',
		hint: 'Check the client ID, the proof and the scope in the credential.',
	},
};

const FORBIDDEN: Record<CredentialInUse, Advice> = {
	none: {
		message: 'denied access (HTTP 403)',
		hint: 'If the server wants to know who is calling, choose an Authentication other than None. Else it, or a proxy in front of it, does not let this machine in.',
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
		hint: 'The connected account may not do this. Ask an administrator of the vendor, or connect an account that may.',
	},
	clientCredentials: {
		message: 'denied access (HTTP 403)',
		hint: 'The client of the credential may not do this. Ask an administrator of the vendor.',
	},
};

/** What to say of a refusal, given what was sent to prove who is calling. */
export function refusalAdvice(status: 401 | 403, credential: CredentialInUse): Advice {
	return (status === 401 ? UNAUTHORIZED : FORBIDDEN)[credential];
}

const SCOPE_HINTS: Record<CredentialInUse, string> = {
	none: 'Choose an Authentication other than None.',
	apiKey: 'Give the API key these rights at the vendor, or use a key that has them.',
	headers: 'Give the key in the headers these rights at the vendor, or use one that has them.',
	oAuth2: 'Add the scopes to the credential, and connect it again.',
	clientCredentials:
		'Add the scopes to the credential, and let the vendor allow them for the client.',
};

/** What to say of a refusal that asks for more rights (`insufficient_scope`). */
export function scopeAdvice(scopes: string, credential: CredentialInUse): Advice {
	const named = scopes === '' ? '' : `: ${scopes}`;
	return {
		message: `asks for more rights than the credential has (HTTP 403)${named}`,
		hint: SCOPE_HINTS[credential],
	};
}
