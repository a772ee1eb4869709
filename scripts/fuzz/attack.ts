/** How the bytes of a request reach the server. */
export type Delivery =
	/** At once. */
	| 'whole'
	/** In pieces with pauses, complete in the end. */
	| 'slow'
	/** At once, and the sending half of the connection is closed. */
	| 'half-closed'
	/** Less body than announced, and the sending half is closed. */
	| 'truncated'
	/** Less body than announced, and nothing more. */
	| 'stalled';

/** One hostile or malformed request. */
export interface Attack {
	/** For the report, for example `mutated body`. */
	kind: string;
	/** Without the empty line. */
	head: string;
	body: Buffer;
	delivery: Delivery;
	/** Whether only an answer will do, or the end of the connection too. */
	due: 'answer' | 'answer or end';
	/** The request's id, where the answer must repeat it or have none. */
	id?: number | string;
}

/** Where and as whom requests are sent. */
export interface AttackTarget {
	host: string;
	port: number;
	path: string;
	/** The API key; must not be in any answer. */
	key: string;
	/** Of a session that is open, for requests of the revisions that have sessions. */
	session?: string;
}

export function requestHead(
	target: AttackTarget,
	headers: Record<string, string>,
	line = `POST ${target.path} HTTP/1.1`,
): string {
	const all = {
		Host: `${target.host}:${target.port}`,
		Connection: 'close',
		Authorization: `Bearer ${target.key}`,
		...headers,
	};
	return [line, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)].join('\r\n');
}

/** A request with a body of the announced length. */
export function whole(
	target: AttackTarget,
	kind: string,
	headers: Record<string, string>,
	body: Buffer,
): Attack {
	const head = requestHead(target, { 'Content-Length': String(body.length), ...headers });
	return { kind, head, body, delivery: 'whole', due: 'answer' };
}
