import type { VendorClient } from './vendor-client';
import { VendorError } from './vendor-error';
import type { Refusal, VendorProfile } from './vendor-profile';
import { idOf, recordOf } from '../model/json';
import { digestOf } from '../../base/digest';

/** Answers after which the vendor does not tell this credential whose account it is, today or tomorrow. */
const WITHHELD: ReadonlyArray<Refusal['status']> = ['forbidden', 'invalid', 'not_found'];

/** As many characters as nobody else's digest begins with. */
const LENGTH = 32;

/**
 * Whose account it is, as a digest: by the id that the vendor gives it, so that a new key, or a second
 * credential of the same account, finds what the first one left. Where the vendor names none, or not to
 * this credential, each credential counts as an account of its own.
 *
 * @throws VendorError if the vendor could not be asked: whose it is must not be guessed then
 */
export async function accountKeyOf(
	{ account }: VendorProfile,
	{ hosts, credentialKey }: { hosts: Readonly<Record<string, string>>; credentialKey: string },
	send: VendorClient['send'],
): Promise<string> {
	if (account === undefined) return credentialKey;
	if (account === 'host') return keyOf(['host', Object.values(hosts)[0]]);
	try {
		const { body } = await send({ method: 'GET', effect: 'read', path: account.path });
		const id = idOf(account.idAt.reduce<unknown>((part, name) => recordOf(part)[name], body));
		return id === undefined ? credentialKey : keyOf(['account', id]);
	} catch (error) {
		if (error instanceof VendorError && WITHHELD.includes(error.refusal.status))
			return credentialKey;
		throw error;
	}
}

const keyOf = (named: unknown) => digestOf(named).slice(0, LENGTH);
