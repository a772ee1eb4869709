import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the issuer answers at a path: JSON, or whatever a function does with the response. */
export type IssuerPage = object | ((response: ServerResponse) => void);

export interface IssuerPeer {
	/** Without a slash at its end. */
	origin: string;
	/** By path; may be changed at any time. */
	pages: Record<string, IssuerPage>;
	/** Paths that were asked for. */
	seen: string[];
	close(): Promise<void>;
}

/** A token issuer's web server on loopback. Everything that has no page is 404. */
export async function startIssuerPeer(): Promise<IssuerPeer> {
	const pages: Record<string, IssuerPage> = {};
	const seen: string[] = [];
	const server = createServer((request, response) => {
		const place = request.url ?? '';
		seen.push(place);
		const page = pages[place];
		if (typeof page === 'function') page(response);
		else if (page === undefined) response.writeHead(404).end();
		else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		pages,
		seen,
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
