import type {
	CryptoKey,
	FlattenedJWSInput,
	JSONWebKeySet,
	JWSHeaderParameters,
} from '../../../third-party/jose';
import {
	fetchDocument,
	findJwksUri,
	IssuerDocumentError,
	type IssuerFetch,
	type KeyLocation,
} from './issuer-metadata';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';

/** Keys older than this are fetched anew before use. */
const FRESH_MS = 10 * 60_000;
/** If that fails, those at hand serve until they are this old: an issuer may be down for a day. */
const USABLE_MS = 24 * 60 * 60_000;
/** An unknown key makes the keys be fetched anew, but not more often than this: anyone can send one. */
const COOLDOWN_MS = 30_000;
/** After a fetch that failed, none for this long. */
const RETRY_MS = 5_000;
/** For metadata and keys together. */
const DEFAULT_TIMEOUT_MS = 5_000;

export interface IssuerKeysPorts {
	fetch: IssuerFetch;
	/** Milliseconds since 1970. */
	now(): number;
	/** How long metadata and keys may take together; 5 seconds if undefined. */
	timeoutMs?: number;
	/** Hears why keys could not be fetched; clients are told only that there are none. */
	reportTrouble?(message: string): void;
}

/** There are no keys to check tokens with. Not the caller's fault, and it may pass. */
export class IssuerUnavailable extends ProtocolError {
	static override readonly brand: string = 'IssuerUnavailable';

	readonly retryAfterMs = RETRY_MS;

	constructor() {
		super(
			ErrorCode.refused,
			'The keys of the token issuer are unavailable. Try again in a few seconds',
			503,
		);
	}
}

export type GetKey = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

export interface IssuerKeys {
	/**
	 * Runs a check with the key that the token names, or, if it names none, with each key that fits.
	 *
	 * @throws IssuerUnavailable, and whatever the check throws
	 */
	verify<T>(check: (key: GetKey | CryptoKey) => Promise<T>): Promise<T>;
}

/** The keys of one issuer, fetched when first needed and kept. */
export function createIssuerKeys(location: KeyLocation, ports: IssuerKeysPorts): IssuerKeys {
	let keys: { find: GetKey; fetchedAt: number } | undefined;
	let failedAt: number | undefined;
	let pending: Promise<void> | undefined;

	const age = () => (keys === undefined ? Infinity : Math.max(0, ports.now() - keys.fetchedAt));
	const resting = () => failedAt !== undefined && Math.abs(ports.now() - failedAt) < RETRY_MS;

	async function load(): Promise<void> {
		const { createLocalJWKSet } = await import('../../../third-party/jose.ts');
		try {
			const keySet = await fetchKeySet(location, ports);
			keys = { find: createLocalJWKSet(keySet), fetchedAt: ports.now() };
			failedAt = undefined;
		} catch (error) {
			failedAt = ports.now();
			ports.reportTrouble?.(error instanceof Error ? error.message : String(error));
		}
	}

	/** Callers that need the keys at the same time share one fetch. */
	async function reload(): Promise<void> {
		if (resting()) return;
		pending ??= load().finally(() => {
			pending = undefined;
		});
		await pending;
	}

	const find: GetKey = async (header, token) => {
		if (age() > FRESH_MS) await reload();
		if (keys === undefined || age() > USABLE_MS) throw new IssuerUnavailable();
		try {
			return await keys.find(header, token);
		} catch (error) {
			if (codeOf(error) !== 'ERR_JWKS_NO_MATCHING_KEY' || age() < COOLDOWN_MS) throw error;
			await reload();
			// It may be a new key: that its issuer is down is no reason to drop a good token.
			if (failedAt !== undefined) throw new IssuerUnavailable();
			return await keys.find(header, token);
		}
	};

	return {
		async verify(check) {
			try {
				return await check(find);
			} catch (error) {
				if (codeOf(error) !== 'ERR_JWKS_MULTIPLE_MATCHING_KEYS') throw error;
				return await tryEach(error as Error & AsyncIterable<CryptoKey>, check);
			}
		},
	};
}

/** The issuer's keys as they are now. @throws IssuerDocumentError */
export async function fetchKeySet(
	location: KeyLocation,
	{ fetch, timeoutMs = DEFAULT_TIMEOUT_MS }: Pick<IssuerKeysPorts, 'fetch' | 'timeoutMs'>,
): Promise<JSONWebKeySet> {
	const signal = AbortSignal.timeout(timeoutMs);
	const url = await findJwksUri(location, fetch, signal);
	const document = await fetchDocument(url, fetch, signal);
	if (!isKeySet(document)) throw new IssuerDocumentError(`${url.href} is not a JSON Web Key Set`);
	return document;
}

function isKeySet(document: object): document is JSONWebKeySet {
	const { keys } = document as { keys?: unknown };
	return (
		Array.isArray(keys) &&
		keys.every((key) => typeof key === 'object' && key !== null && 'kty' in key)
	);
}

/** A token without `kid` during a rotation: the first key whose signature fits. */
async function tryEach<T>(
	keys: AsyncIterable<CryptoKey>,
	check: (key: CryptoKey) => Promise<T>,
): Promise<T> {
	let failure: unknown = { code: 'ERR_JWKS_NO_MATCHING_KEY' };
	for await (const key of keys) {
		try {
			return await check(key);
		} catch (error) {
			if (codeOf(error) !== 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') throw error;
			failure = error;
		}
	}
	throw failure;
}

function codeOf(error: unknown): unknown {
	return (error as { code?: unknown } | undefined)?.code;
}
