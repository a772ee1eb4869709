import {
	type GivenIdentifier,
	readIdentifiers,
} from '../../../../../src/context/identity/read-identifier';
import type { IdentityRecord } from '../../../../../src/context/identity/identity-record';

type Extra = Partial<Pick<IdentityRecord, 'name' | 'company' | 'traits'>>;

/** `email dana@acme.com` as it is given. */
export function given(text: string): GivenIdentifier {
	const [kind = '', ...value] = text.split(' ');
	return { kind, value: value.join(' ') };
}

function record(
	type: IdentityRecord['type'],
	id: string,
	identifiers: readonly string[],
	extra: Extra = {},
): IdentityRecord {
	return {
		id,
		type,
		identifiers: readIdentifiers(identifiers.map(given), type).identifiers,
		...extra,
	};
}

export const person = (id: string, identifiers: readonly string[], extra?: Extra) =>
	record('contact', id, identifiers, extra);

export const company = (id: string, identifiers: readonly string[], extra?: Extra) =>
	record('account', id, identifiers, extra);
