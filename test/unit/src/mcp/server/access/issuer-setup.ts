import type * as Jose from 'jose';

import { type IssuerPeer, startIssuerPeer } from './issuer-peer';
import {
	createTokenVerifier,
	type JwtSettings,
} from '../../../../../../src/mcp/server/access/token-verifier';

export const AUDIENCE = 'https://n8n.example.com/mcp/gtm';
export const START = Date.UTC(2026, 10, 22, 12);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** Seconds since 1970, counted from the start of the test. */
export const inSeconds = (seconds: number) => START / SECOND + seconds;

export type KeyPair = Jose.GenerateKeyPairResult;

/** An issuer on loopback with two key pairs, of which it publishes the first, and who trusts it. */
export interface IssuerSetup {
	jose: typeof Jose;
	peer: IssuerPeer;
	first: KeyPair;
	second: KeyPair;
	settings: JwtSettings;
	/** Milliseconds since 1970; may be moved. */
	clock: { now: number };
	/** What the verifiers reported. */
	trouble: string[];
	verifier(): ReturnType<typeof createTokenVerifier>;
	publicKey(pair: KeyPair, kid?: string): Promise<Jose.JWK>;
	/** Makes these the keys of the issuer. */
	publish(pairs: Record<string, KeyPair>): Promise<void>;
	/** A good token, but for what is given; undefined leaves a member out. */
	token(claims?: object, header?: object, pair?: KeyPair): Promise<string>;
}

export async function setUpIssuer(): Promise<IssuerSetup> {
	const jose = await import('jose');
	const makePair = async () => await jose.generateKeyPair('ES256', { extractable: true });
	const [peer, first, second] = await Promise.all([startIssuerPeer(), makePair(), makePair()]);
	const clock = { now: START };
	const trouble: string[] = [];
	const setup: IssuerSetup = {
		jose,
		peer,
		first,
		second,
		clock,
		trouble,
		settings: {
			issuer: peer.origin,
			audiences: [AUDIENCE],
			jwksUri: `${peer.origin}/jwks`,
			algorithms: ['ES256', 'RS256'],
			clockToleranceSeconds: 5,
		},
		verifier: () =>
			createTokenVerifier({
				fetch: globalThis.fetch,
				now: () => clock.now,
				timeoutMs: 200,
				reportTrouble: (message) => trouble.push(message),
			}),
		async publicKey({ publicKey }, kid) {
			return { ...(await jose.exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) };
		},
		async publish(pairs) {
			const keys = await Promise.all(
				Object.entries(pairs).map(async ([kid, pair]) => await setup.publicKey(pair, kid)),
			);
			peer.pages['/jwks'] = { keys };
		},
		async token(claims = {}, header = {}, { privateKey } = first) {
			const all = {
				iss: peer.origin,
				aud: AUDIENCE,
				sub: 'dana',
				exp: inSeconds(60),
				scope: 'leads:read',
				...claims,
			};
			return await new jose.SignJWT(JSON.parse(JSON.stringify(all)) as Jose.JWTPayload)
				.setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
				.sign(privateKey);
		},
	};
	await setup.publish({ one: first });
	return setup;
}
