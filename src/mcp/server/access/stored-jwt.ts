import { splitScopes } from './permission';
import { splitList } from '../../../base/split-list';
import type { JwtSettings } from './token-verifier';

/** The credential `gtmMcpServerJwtApi` as the editor stores it. */
export interface JwtCredential {
	issuer?: string;
	audience?: string;
	jwksUri?: string;
	algorithms?: string[];
	scopesSupported?: string;
	/** Seconds. */
	clockTolerance?: number;
}

export const DEFAULT_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
export const DEFAULT_CLOCK_TOLERANCE_SECONDS = 30;

export function readJwtSettings(credential: JwtCredential): JwtSettings {
	const jwksUri = (credential.jwksUri ?? '').trim();
	return {
		issuer: (credential.issuer ?? '').trim(),
		audiences: splitList(credential.audience),
		...(jwksUri === '' ? {} : { jwksUri }),
		algorithms: credential.algorithms ?? DEFAULT_ALGORITHMS,
		scopesSupported: splitScopes(credential.scopesSupported ?? ''),
		clockToleranceSeconds: credential.clockTolerance ?? DEFAULT_CLOCK_TOLERANCE_SECONDS,
	};
}
