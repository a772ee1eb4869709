import { listRows } from './list-rows';
import type { OddServer } from './odd-server';
import { resultRows } from './result-rows';

const discovered = {
	resultType: 'complete',
	ttlMs: 0,
	cacheScope: 'private',
	supportedVersions: ['2026-07-28'],
	capabilities: { tools: {} },
	_meta: { 'io.modelcontextprotocol/serverInfo': { name: 'odd', version: '1.0.0' } },
};

/** Odd in the same way, but speaks 2026-07-28 too. */
function current({ what, reply, ...row }: OddServer): OddServer {
	return {
		...row,
		what: `speaks 2026-07-28 and ${what}`,
		reply: (request) =>
			reply(request) ?? (request.method === 'server/discover' ? { result: discovered } : undefined),
	};
}

export const currentRows: OddServer[] = [...listRows, ...resultRows].map(current);
