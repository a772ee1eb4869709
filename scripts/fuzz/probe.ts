import type { AttackTarget } from './attack.ts';
import { whole } from './attack.ts';
import { exchange } from './exchange.ts';
import { INITIALIZE, LIGHT_MESSAGES } from './messages.ts';

const DEADLINE_MS = 10_000;

/** Opens a session; undefined where the server has none. */
export async function openSession(target: AttackTarget): Promise<string | undefined> {
	const { headers, body } = INITIALIZE;
	const attack = whole(target, 'initialize', headers, Buffer.from(JSON.stringify(body)));
	const outcome = await exchange(target, attack, DEADLINE_MS);
	return outcome.headers.get('mcp-session-id');
}

/**
 * The answers to a few ordinary requests, as one text: it must be the same before, between and
 * after attacks, or one of them has changed the server for everybody.
 */
export async function probe(target: AttackTarget): Promise<string> {
	const wanted = ['server/discover', 'tools/list', 'resources/read', 'prompts/list'];
	const messages = LIGHT_MESSAGES.filter(({ body }) => wanted.includes(body.method));
	const bodies: string[] = [];
	for (const { headers, body } of messages) {
		const attack = whole(target, 'probe', headers, Buffer.from(JSON.stringify(body)));
		const { status, body: answer } = await exchange(target, attack, DEADLINE_MS);
		bodies.push(`${body.method}: ${status}: ${answer}`);
	}
	return bodies.join('\n');
}
