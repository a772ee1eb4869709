import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';

import { isPublicAddress } from './public-address';

/** Where Node keeps what its `fetch` sends requests through (undici). */
const DISPATCHER_OF_NODE = Symbol.for('undici.globalDispatcher.1');

type Dispatcher = NonNullable<RequestInit['dispatcher']>;
type Resolved = (error: Error | null, addresses?: LookupAddress[]) => void;

/** The name came to mean something else after it was checked. */
const NOT_PUBLIC = 'the host name resolves to a private network';

let dispatcher: Dispatcher | undefined;

/**
 * What a `fetch` is given to connect to public addresses only, whatever the name means at the moment
 * of connecting: a name may change between a check and the request.
 *
 * @returns undefined where n8n sends requests through a proxy, which then resolves the names
 */
export function publicDispatcher(): Dispatcher | undefined {
	dispatcher ??= createDispatcher();
	return dispatcher;
}

function createDispatcher(): Dispatcher | undefined {
	const current = (globalThis as Record<symbol, object | undefined>)[DISPATCHER_OF_NODE];
	// Node does not export its Agent; it can be had from the one that is in use.
	const Agent = current?.constructor as (new (options: object) => Dispatcher) | undefined;
	return Agent?.name === 'Agent' ? new Agent({ connect: { lookup: lookupPublic } }) : undefined;
}

/** As `net.connect` asks: for all addresses, or for one. */
function lookupPublic(hostname: string, options: LookupOptions, resolved: Resolved): void {
	lookup(hostname, { ...options, all: true }, (error, addresses) => {
		if (error) return resolved(error);
		if (!addresses.every(({ address }) => isPublicAddress(address))) {
			return resolved(Object.assign(new Error(NOT_PUBLIC), { code: 'ENOTPUBLIC' }));
		}
		resolved(null, addresses);
	});
}

/** Whether a request failed because its name had come to lead to a private network. */
export function isNotPublic(error: unknown): boolean {
	const { cause } = (error ?? {}) as { cause?: { code?: unknown } };
	return cause?.code === 'ENOTPUBLIC';
}
