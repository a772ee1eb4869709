import type { JSONWebKeySet } from '../../../third-party/jose';

type Key = JSONWebKeySet['keys'][number];

/** What is in a set of keys, for the person who sets up a server. */
export interface KeySetDescription {
	/** Keys that tokens with one of the algorithms could be checked with. */
	usable: number;
	message: string;
}

export function describeKeySet(
	{ keys }: JSONWebKeySet,
	algorithms: readonly string[],
): KeySetDescription {
	const usable = keys.filter((key) => canVerify(key, algorithms));
	const found = `The issuer publishes ${count(keys.length)}`;
	if (usable.length === 0) {
		return { usable: 0, message: `${found}, none of them for ${algorithms.join(', ')}.` };
	}
	const kinds = [...new Set(usable.map(kindOf))].join(', ');
	const rest = usable.length === keys.length ? '' : `, ${usable.length} usable`;
	return { usable: usable.length, message: `${found}${rest}: ${kinds}.` };
}

const count = (length: number) => `${length} ${length === 1 ? 'key' : 'keys'}`;

/** Keys say their algorithm, or the kinds of algorithm that they are made for. */
function canVerify({ kty, crv, alg, use }: Key, algorithms: readonly string[]): boolean {
	if (use !== undefined && use !== 'sig') return false;
	if (alg !== undefined) return algorithms.includes(alg);
	return algorithms.some((algorithm) => fits(algorithm, kty, crv));
}

const CURVES: Record<string, string> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

function fits(algorithm: string, kty: string | undefined, crv: string | undefined): boolean {
	if (kty === 'RSA') return /^[RP]S/.test(algorithm);
	if (kty === 'EC') return crv === CURVES[algorithm];
	return kty === 'OKP' && crv === 'Ed25519' && /^Ed/.test(algorithm);
}

function kindOf({ kty, crv, alg }: Key): string {
	return alg ?? [kty, crv].filter((part) => part !== undefined).join(' ');
}
