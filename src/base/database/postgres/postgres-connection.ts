/** How a PostgreSQL database is reached, and where in it the tables are. */
export interface PostgresConnection {
	host: string;
	/** 5432 if left out. */
	port?: number;
	database: string;
	user: string;
	password?: string;
	/** `gtm` if left out; made if there is none and the user may. */
	schema?: string;
	/** `disable` if left out. `require` encrypts; `verify` also checks the server's certificate. */
	ssl?: SslMode;
	/** PEM of the authority that signed it, if no public one did. */
	ca?: string;
}

export const SSL_MODES = ['disable', 'require', 'verify'] as const;

export type SslMode = (typeof SSL_MODES)[number];

export const DEFAULT_SCHEMA = 'gtm';
export const DEFAULT_PORT = 5432;

/** Words of libpq for the same. */
const SSL_WORDS: Readonly<Record<string, SslMode>> = {
	disable: 'disable',
	allow: 'disable',
	prefer: 'require',
	require: 'require',
	verify: 'verify',
	'verify-ca': 'verify',
	'verify-full': 'verify',
};

/**
 * Reads `postgres://user:password@host:5432/database?schema=gtm&sslmode=verify`.
 *
 * @throws RangeError saying what is missing, without the URL: it holds a password
 */
export function postgresFromUrl(text: string): PostgresConnection {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol)) {
		throw new RangeError('must be a URL such as postgres://user:password@host:5432/database');
	}
	const part = (value: string) => decodeURIComponent(value);
	const database = part(url.pathname.slice(1));
	if (url.hostname === '' || url.username === '' || database === '') {
		throw new RangeError('must name user, host and database: postgres://user@host/database');
	}
	const word = url.searchParams.get('sslmode');
	const ssl = word === null ? undefined : SSL_WORDS[word];
	if (word !== null && ssl === undefined) {
		throw new RangeError(`has the sslmode "${word}": use ${SSL_MODES.join(', ')}`);
	}
	const schema = url.searchParams.get('schema');
	return {
		host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
		...(url.port !== '' && { port: Number(url.port) }),
		database,
		user: part(url.username),
		...(url.password !== '' && { password: part(url.password) }),
		...(schema !== null && { schema }),
		...(ssl !== undefined && { ssl }),
	};
}
