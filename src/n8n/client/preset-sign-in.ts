import type { CredentialKind } from './authentication';
import type { McpServerPreset, PresetAccess } from '../../gtm/presets/preset';

/** How to sign in to a preset in this node: what to choose, and what to put into the credential. */
export interface PresetSignIn {
	/** The value of "Authentication". */
	kind: CredentialKind;
	/** The same as the form shows it. */
	authentication: 'API Key' | 'HubSpot OAuth2' | 'OAuth2';
	/** What to enter in the credential, as one sentence. */
	credential: string;
}

/** The ways that a vendor lets n8n in, best first. */
export function signInsOf(preset: McpServerPreset): PresetSignIn[] {
	return preset.access.map((access) => toSignIn(preset, access));
}

/** What to do in a form in which the best way is chosen already. */
export function describeCredential(preset: McpServerPreset): string {
	const [first, ...others] = signInsOf(preset);
	if (!first) return '';
	const also = others.map(({ authentication }) => authentication).join(', ');
	return also === ''
		? first.credential
		: `${first.credential} Or change Authentication to ${also}.`;
}

/** Both in one line, e.g. `Set Authentication to OAuth2; …`. */
export function describeSignIn(preset: McpServerPreset): string {
	const [first, ...others] = signInsOf(preset);
	if (!first) return '';
	const also = others.map(({ authentication }) => authentication);
	const or = also.length > 0 ? ` (or ${also.join(', ')})` : '';
	return `Set Authentication to ${first.authentication}${or}. ${first.credential}`;
}

function toSignIn(preset: McpServerPreset, access: PresetAccess): PresetSignIn {
	const [{ url }] = preset.endpoints;
	switch (access.kind) {
		case 'oAuth2':
			if (preset.id === 'hubspot') {
				return {
					kind: 'hubSpotOAuth2',
					authentication: 'HubSpot OAuth2',
					credential: 'In the credential, enter the Client ID and the Client Secret.',
				};
			}
			return {
				kind: 'oAuth2',
				authentication: 'OAuth2',
				credential:
					access.registration === 'dynamic'
						? `In the credential, enter the Server URL ${url} and click Connect.`
						: `In the credential, turn off Use Dynamic Client Registration, and enter the Server URL ${url} and the client ID of your app.`,
			};
		case 'header': {
			const name = access.header === 'Authorization' ? '' : `, the Header Name ${access.header}`;
			return {
				kind: 'apiKey',
				authentication: 'API Key',
				credential: `In the credential, enter the Server URL ${url}${name} and the key.`,
			};
		}
		case 'query':
			return {
				kind: 'apiKey',
				authentication: 'API Key',
				credential: `In the credential, enter the Server URL ${url}?${access.parameter}= followed by your key, and leave API Key empty.`,
			};
	}
}
