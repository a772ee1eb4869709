import { BlockList, isIP, isIPv4 } from 'node:net';

import { BrandedError } from '../../../base/branded-error';
import { clientAddress, type Connection, normalizeAddress } from './client-address';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';

/** An entry is neither an address nor a network. */
export class AddressListError extends BrandedError {
	static override readonly brand: string = 'AddressListError';
}

export interface AddressList {
	includes(address: string): boolean;
}

/**
 * @param entries IPv4 and IPv6 addresses, and networks such as `10.0.0.0/8`
 * @throws AddressListError naming the entry
 */
export function createAddressList(entries: readonly string[]): AddressList {
	const list = new BlockList();
	for (const entry of entries) addEntry(list, entry.trim());
	return {
		includes(address) {
			const known = normalizeAddress(address);
			return known !== undefined && list.check(known, familyOf(known));
		},
	};
}

function addEntry(list: BlockList, entry: string): void {
	const [address = '', prefix] = entry.split('/');
	if (!isAddressOrNetwork(entry)) {
		throw new AddressListError(`"${entry}" is not an IP address or a network such as 10.0.0.0/8`);
	}
	const known = normalizeAddress(address) ?? address;
	if (prefix === undefined) list.addAddress(known, familyOf(known));
	else list.addSubnet(address, Number(prefix), familyOf(address));
}

export function isAddressOrNetwork(entry: string): boolean {
	const [address = '', prefix, ...rest] = entry.split('/');
	if (isIP(address) === 0 || rest.length > 0) return false;
	const longest = isIPv4(address) ? 32 : 128;
	return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
	return isIPv4(address) ? 'ipv4' : 'ipv6';
}

/**
 * @param allowed undefined to let everyone through
 * @throws ProtocolError with HTTP 403
 */
export function checkAddress(
	connection: Connection,
	allowed: AddressList | undefined,
	trustedProxies: number,
): void {
	if (allowed === undefined) return;
	const address = clientAddress(connection, trustedProxies);
	if (address !== undefined && allowed.includes(address)) return;
	throw new ProtocolError(ErrorCode.refused, 'Forbidden: this address is not allowed', 403);
}
