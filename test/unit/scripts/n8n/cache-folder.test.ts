import { join, resolve } from 'node:path';

import { cacheKey, cacheRoot } from '../../../../scripts/n8n/cache-folder.ts';

describe('the cache', () => {
	test('is where GTM_MCP_CACHE says, else in XDG’s cache, else below the home folder', () => {
		const home = resolve('/home/dana');
		const env = { GTM_MCP_CACHE: '/cache', XDG_CACHE_HOME: '/xdg' };
		expect(cacheRoot(env, home)).toBe(resolve('/cache'));
		expect(cacheRoot({ XDG_CACHE_HOME: '/xdg' }, home)).toBe(resolve('/xdg/n8n-nodes-gtm-mcp'));
		expect(cacheRoot({}, home)).toBe(join(home, '.cache', 'n8n-nodes-gtm-mcp'));
	});

	test('has one folder for each n8n, Node major and machine type', () => {
		const target = { n8nVersion: '2.41.1', nodeMajor: 24, platform: 'linux', arch: 'x64' };
		expect(cacheKey(target)).toBe('n8n-2.41.1-node24-linux-x64');
		expect(cacheKey({ ...target, arch: 'arm64' })).not.toBe(cacheKey(target));
	});
});
