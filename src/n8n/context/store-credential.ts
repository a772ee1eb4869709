import { openStore } from '../../base/database/open-store';
import {
	DEFAULT_PORT,
	DEFAULT_SCHEMA,
	type PostgresConnection,
	postgresFromUrl,
	SSL_MODES,
} from '../../base/database/postgres/postgres-connection';

export const STORE_CREDENTIAL = 'gtmContextPostgresApi';

/**
 * The database that a credential names.
 *
 * @throws RangeError naming the field; never with the password
 */
export function connectionOf(data: Readonly<Record<string, unknown>>): PostgresConnection {
	if (data.connectBy === 'url') {
		try {
			return postgresFromUrl(textOf(data.url));
		} catch (error) {
			throw new RangeError(`Connection String ${(error as Error).message}`);
		}
	}
	const [password, ca] = [textOf(data.password), textOf(data.ca)];
	const port = Number(data.port ?? DEFAULT_PORT);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new RangeError('Port must be a number from 1 to 65535.');
	}
	const ssl = SSL_MODES.find((mode) => mode === data.ssl) ?? 'require';
	return {
		host: required(data, 'host', 'Host'),
		port,
		database: required(data, 'database', 'Database'),
		user: required(data, 'user', 'User'),
		ssl,
		schema: textOf(data.schema) || DEFAULT_SCHEMA,
		...(password !== '' && { password }),
		...(ca !== '' && { ca }),
	};
}

function required(data: Readonly<Record<string, unknown>>, name: string, label: string): string {
	const text = textOf(data[name]);
	if (text === '') throw new RangeError(`${label} is empty. Fill it in.`);
	return text;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** For people: which database it is. */
export function nameOf({
	host,
	port = DEFAULT_PORT,
	database,
	schema,
}: PostgresConnection): string {
	return `${database} on ${host}:${port}, schema ${schema ?? DEFAULT_SCHEMA}`;
}

/** What to do about the usual refusals of a server, by their codes. */
const HINTS: Readonly<Record<string, string>> = {
	'28P01': 'User or Password is wrong.',
	'28000': 'The server does not let this user in: check User, SSL, and pg_hba.conf of the server.',
	'3D000': 'There is no such database: create it, or correct Database.',
	'42501': 'The user may not create tables there: grant CREATE on the database or the schema.',
	'53300': 'The server has no connection left: raise max_connections or use a pooler.',
	ECONNREFUSED: 'Nothing answers there: check Host, Port, and that the server is up.',
	ENOTFOUND: 'There is no such host: correct Host.',
	ETIMEDOUT: 'The server does not answer: check the firewall between n8n and the server.',
	SELF_SIGNED_CERT_IN_CHAIN: 'Put the certificate of its authority into CA Certificate.',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'Put the certificate of the server into CA Certificate.',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Put the certificate of its authority into CA Certificate.',
};

/** @returns what went wrong and what to do; undefined if the database can be used */
export async function problemOfStore(connection: PostgresConnection): Promise<string | undefined> {
	try {
		const store = await openStore({ postgres: connection });
		await store.close();
		return undefined;
	} catch (error) {
		return explained(error, connection);
	}
}

/** Without the password, whatever the server or a library says. */
export function explained(error: unknown, { password }: PostgresConnection): string {
	const { message, cause } = error as Error;
	const code = codeOf(cause) ?? codeOf(error);
	const hint =
		(code === undefined ? undefined : HINTS[code]) ??
		(/does not support SSL/i.test(message) ? 'The server has no SSL: set SSL to Off.' : undefined);
	const words = hint === undefined ? message : `${message} ${hint}`;
	return password === undefined || password === '' ? words : words.replaceAll(password, '***');
}

function codeOf(error: unknown): string | undefined {
	const code = (error as { code?: unknown } | undefined)?.code;
	if (typeof code === 'string') return code;
	const [first] = (error as { errors?: unknown[] } | undefined)?.errors ?? [];
	return first === undefined ? undefined : codeOf(first);
}
