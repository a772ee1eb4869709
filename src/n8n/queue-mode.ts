import { readFileSync } from 'node:fs';

import type { RedisPlace } from '../base/redis/redis-place';

/** Names another Redis than that of the queue, as a URL. */
export const REDIS_VARIABLE = 'GTM_MCP_REDIS';

/**
 * The Redis over which the processes of this n8n speak with each other: that of n8n's queue, as n8n's
 * own variables describe it, unless the environment names another. Each variable may also be a file,
 * by a name that ends in `_FILE`.
 *
 * @returns undefined where n8n runs executions in its main process
 * @throws Error naming a variable that cannot be used, without its value: it may hold a password
 */
export function queueRedis(env: NodeJS.ProcessEnv): RedisPlace | undefined {
	if (valueOf(env, 'EXECUTIONS_MODE') !== 'queue') return undefined;
	const names = [
		valueOf(env, 'N8N_REDIS_KEY_PREFIX') || 'n8n',
		valueOf(env, 'QUEUE_BULL_PREFIX') || 'bull',
	].map((name) => name.replace(/[{}]/g, ''));
	const prefix = `{${names.join(':')}:gtm-mcp}:`;
	const url = valueOf(env, REDIS_VARIABLE);
	return url ? { ...placeOfUrl(url), prefix } : { ...placeOfQueue(env), prefix };
}

/** Whether another process of this n8n may have its triggers, or take them over. */
export function hasSeveralMains(env: NodeJS.ProcessEnv): boolean {
	return isTrue(valueOf(env, 'N8N_MULTI_MAIN_SETUP_ENABLED'));
}

function placeOfQueue(env: NodeJS.ProcessEnv): Omit<RedisPlace, 'prefix'> {
	const read = (name: string) => valueOf(env, `QUEUE_BULL_REDIS_${name}`);
	const cluster = nodesOf(read('CLUSTER_NODES') ?? '', 6379);
	const host = read('HOST') || 'localhost';
	const servername = read('TLS_SERVERNAME');
	return {
		kind: cluster.length > 0 ? 'cluster' : 'server',
		nodes: cluster.length > 0 ? cluster : [{ host, port: Number(read('PORT') || 6379) }],
		...credentials(read('USERNAME'), read('PASSWORD')),
		db: Number(read('DB') || 0),
		tls: isTrue(read('TLS')) && {
			...(servername ? { servername } : {}),
			rejectUnauthorized: !isFalse(read('TLS_VALIDATE_CERTIFICATE')),
		},
		family: isTrue(read('DUALSTACK')) ? 0 : 4,
		looksUpNames: read('DNS_LOOKUP_STRATEGY') !== 'NONE',
	};
}

/** `redis://user:password@host:6379/0`, `rediss://…` with TLS, `redis+sentinel://…@one,two/name-of-master`. */
function placeOfUrl(text: string): Omit<RedisPlace, 'prefix'> {
	// A URL has one host; sentinels are several.
	const [, scheme, login, hosts = '', path = ''] =
		/^(redis|rediss|redis\+sentinel|rediss\+sentinel):\/\/(?:([^@]*)@)?([^/?#]+)(?:\/([^?#]*))?$/.exec(
			text,
		) ?? [];
	if (scheme === undefined) {
		throw new Error(
			`The environment variable ${REDIS_VARIABLE} is not the URL of a Redis. Enter one such as redis://user:password@redis.example.com:6379/0, rediss:// for TLS, or redis+sentinel://:password@sentinel-1,sentinel-2/mymaster.`,
		);
	}
	const [user, password] = (login ?? '').split(':').map(decodeURIComponent);
	const ofSentinels = scheme.endsWith('+sentinel');
	return {
		kind: ofSentinels ? { sentinelsOf: path || 'mymaster' } : 'server',
		nodes: nodesOf(hosts, ofSentinels ? 26_379 : 6379),
		...credentials(user, password),
		db: ofSentinels ? 0 : Number(path || 0),
		tls: scheme.startsWith('rediss') && { rejectUnauthorized: true },
		family: 0,
		looksUpNames: true,
	};
}

function credentials(username: string | undefined, password: string | undefined) {
	return { ...(username ? { username } : {}), ...(password ? { password } : {}) };
}

function nodesOf(list: string, usualPort: number): Array<{ host: string; port: number }> {
	return list
		.split(',')
		.map((node) => node.trim())
		.filter((node) => node !== '')
		.map((node) => {
			const [, bracketed, plain = '', port] =
				/^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(node) ?? [];
			return { host: bracketed ?? plain, port: Number(port ?? usualPort) };
		});
}

/** As n8n reads its variables: trimmed, without quotes around them, or from a file. */
function valueOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
	const given = env[name];
	if (given !== undefined) return given.trim().replace(/^(['"])(.*)\1$/, '$2');
	const file = env[`${name}_FILE`];
	return file ? readFileSync(file, 'utf8').trim() : undefined;
}

const isTrue = (text: string | undefined) => ['true', '1'].includes(text?.toLowerCase() ?? '');
const isFalse = (text: string | undefined) => ['false', '0'].includes(text?.toLowerCase() ?? '');
