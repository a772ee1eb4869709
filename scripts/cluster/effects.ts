import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What flows do to the world outside: counted, so that nothing that was lost or doubled stays unseen. */
export interface Effects {
	url: string;
	/** How often each was done. */
	counts: ReadonlyMap<string, number>;
	/** When each was done first: milliseconds since 1970. */
	firstAt: ReadonlyMap<string, number>;
	/** Resolves when that many have begun in all. */
	begun(count: number): Promise<void>;
	close(): Promise<void>;
}

/** Counts `POST /<name>?hold=<milliseconds>`, and answers after that time. */
export async function startEffects(): Promise<Effects> {
	const counts = new Map<string, number>();
	const firstAt = new Map<string, number>();
	const waiting = new Set<{ count: number; resolve: () => void }>();
	let total = 0;
	const server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://effects');
		const name = decodeURIComponent(pathname.slice(1));
		counts.set(name, (counts.get(name) ?? 0) + 1);
		firstAt.set(name, firstAt.get(name) ?? Date.now());
		total += 1;
		for (const each of waiting) if (total >= each.count) each.resolve();
		request.resume();
		const answer = () => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ done: name }));
		};
		setTimeout(answer, Number(searchParams.get('hold') ?? 0)).unref();
	});
	server.unref();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		counts,
		firstAt,
		async begun(count) {
			if (total >= count) return;
			const { promise, resolve } = Promise.withResolvers<void>();
			const entry = { count, resolve };
			waiting.add(entry);
			await promise;
			waiting.delete(entry);
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
