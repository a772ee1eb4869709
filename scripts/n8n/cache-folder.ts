import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The n8n that the quick start and the end-to-end tests run. */
export const N8N_VERSION = '2.41.1';

export interface CacheTarget {
	n8nVersion: string;
	nodeMajor: number;
	platform: string;
	arch: string;
}

/** Where installs that survive a `git clean` live: `GTM_MCP_CACHE`, XDG's cache, `~/.cache`. */
export function cacheRoot(env: NodeJS.ProcessEnv, home = homedir()): string {
	if (env.GTM_MCP_CACHE) return resolve(env.GTM_MCP_CACHE);
	const base = env.XDG_CACHE_HOME ? resolve(env.XDG_CACHE_HOME) : join(home, '.cache');
	return join(base, 'n8n-nodes-gtm-mcp');
}

/** One folder for each n8n that cannot be shared: native modules differ by Node and machine. */
export function cacheKey({ n8nVersion, nodeMajor, platform, arch }: CacheTarget): string {
	return `n8n-${n8nVersion}-node${nodeMajor}-${platform}-${arch}`;
}
