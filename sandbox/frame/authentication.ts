import type { Call } from './call.ts';

/** A credential that an emulator takes. None of them is a secret: they open nothing but the sandbox. */
export interface SandboxKey {
	value: string;
	/** What it may do, in the vendor's words; `all` is everything. */
	scopes: 'all' | readonly string[];
	/** Shown on the sandbox's page. */
	note?: string;
}

/** Where a vendor looks for the key. */
export interface Authentication {
	/** For people: `Authorization: Bearer <key>`. */
	describe: string;
	/** The key that a call shows, if any. */
	keyOf: (call: Pick<Call, 'headers' | 'query'>) => string | undefined;
	/** Query parameters that hold the key, so that no log shows them. */
	secretQuery?: readonly string[];
}

export const bearer: Authentication = {
	describe: 'Authorization: Bearer <key>',
	keyOf: ({ headers }) => /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1],
};

export function headerKey(name: string): Authentication {
	return { describe: `${name}: <key>`, keyOf: ({ headers }) => headers[name.toLowerCase()] };
}

export function queryKey(name: string): Authentication {
	return {
		describe: `?${name}=<key>`,
		keyOf: ({ query }) => query.get(name) ?? undefined,
		secretQuery: [name],
	};
}

/** The whole `user:password` is the key: Lemlist's is `:key`, Mixpanel's `account:secret`. */
export const basic: Authentication = {
	describe: 'Authorization: Basic base64(<key>)',
	keyOf: ({ headers }) => {
		const encoded = /^Basic (\S+)$/i.exec(headers.authorization ?? '')?.[1];
		return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
	},
};

/** The first of several places that has a key. */
export function anyOf(...places: readonly Authentication[]): Authentication {
	return {
		describe: places.map(({ describe }) => describe).join(' or '),
		keyOf: (call) => places.map(({ keyOf }) => keyOf(call)).find((key) => key !== undefined),
		secretQuery: places.flatMap(({ secretQuery = [] }) => secretQuery),
	};
}

/** True if the key may do what the route asks. */
export function mayUse(key: SandboxKey, scope: string | undefined): boolean {
	return scope === undefined || key.scopes === 'all' || key.scopes.includes(scope);
}
