import { BrandedError } from '../../../base/branded-error';
import { BoundedMap } from '../../../base/bounded-map';
import { createIssuerKeys, type IssuerKeys, type IssuerKeysPorts } from './issuer-keys';
import { rejectionReason } from './token-rejection';

/** Which tokens a server takes. */
export interface JwtSettings {
	/** Exactly as the tokens say it in `iss`, with or without a slash at its end. */
	issuer: string;
	/** One of them must be in `aud`: the URL of this server, or the name it has at the issuer. */
	audiences: readonly string[];
	/** Where the issuer's keys are; looked up in the issuer's metadata if undefined. */
	jwksUri?: string;
	/** Signature algorithms that are taken, asymmetric ones only. */
	algorithms: readonly string[];
	/** What the metadata offers clients to ask for. */
	scopesSupported?: readonly string[];
	/** How far clocks may be apart, in seconds. */
	clockToleranceSeconds: number;
}

/** Those in use for access tokens. Keys are public, so there are no symmetric ones. */
export const ASYMMETRIC_ALGORITHMS = [
	'RS256',
	'RS384',
	'RS512',
	'PS256',
	'PS384',
	'PS512',
	'ES256',
	'ES384',
	'ES512',
	'EdDSA',
	'Ed25519',
] as const;

/** The token does not do. The message is for its sender, and repeats nothing of the token. */
export class TokenRejected extends BrandedError {
	static override readonly brand: string = 'TokenRejected';
}

export interface TokenVerifier {
	/**
	 * Checks signature, issuer, audience, expiry and start, and gives the claims.
	 *
	 * @throws TokenRejected, or IssuerUnavailable while there are no keys to check with
	 */
	verify(token: string, settings: JwtSettings): Promise<Record<string, unknown>>;
}

/** A header with a longer one would not come through most proxies. In characters. */
const LONGEST_TOKEN = 16_384;

/** Issuers whose keys are kept. */
const ISSUERS_MAX = 50;

/** Verifies tokens of any number of servers; keeps each issuer's keys, for all that share it. */
export function createTokenVerifier(ports: IssuerKeysPorts): TokenVerifier {
	const issuers = new BoundedMap<string, IssuerKeys>(ISSUERS_MAX);

	function keysOf({ issuer, jwksUri }: JwtSettings): IssuerKeys {
		const place = JSON.stringify([issuer, jwksUri]);
		return issuers.getOrSet(place, () => createIssuerKeys({ issuer, jwksUri }, ports));
	}

	return {
		async verify(token, settings) {
			if (token.length > LONGEST_TOKEN) throw new TokenRejected('The access token is too long');
			if (token.split('.').length !== 3) {
				throw new TokenRejected('The access token is not a signed JWT');
			}
			const { jwtVerify } = await import('../../../third-party/jose.ts');
			const options = {
				issuer: settings.issuer,
				audience: [...settings.audiences],
				algorithms: asymmetricOnly(settings.algorithms),
				clockTolerance: settings.clockToleranceSeconds,
				currentDate: new Date(ports.now()),
				requiredClaims: ['exp'],
			};
			const keys = keysOf(settings);
			try {
				return await keys.verify(async (key) => (await jwtVerify(token, key, options)).payload);
			} catch (error) {
				const reason = rejectionReason(error);
				if (reason === undefined) throw error;
				throw new TokenRejected(reason);
			}
		},
	};
}

/** Whatever a credential says, nothing else is taken: with `none` or `HS256` anyone could sign. */
function asymmetricOnly(algorithms: readonly string[]): string[] {
	return ASYMMETRIC_ALGORITHMS.filter((each) => algorithms.includes(each));
}
