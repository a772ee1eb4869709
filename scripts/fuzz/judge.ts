import type { Attack } from './attack.ts';
import type { Outcome } from './exchange.ts';
import { leaked } from './secrets.ts';
import type { Secret } from './secrets.ts';

/** Who answers first: our own listener, or n8n, whose errors are no JSON-RPC. */
export type Door = 'port' | 'webhook';

interface RpcAnswer {
	jsonrpc?: unknown;
	id?: unknown;
	result?: unknown;
	error?: { code?: unknown; message?: unknown };
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined; // Told as a problem of its own by the caller.
	}
}

/** The messages of a JSON body, single or batched, or of the events of a stream. */
function messagesOf({ headers, body }: Outcome): unknown[] {
	const isStream = headers.get('content-type')?.includes('text/event-stream') ?? false;
	if (!isStream) {
		const parsed = readJson(body);
		return Array.isArray(parsed) ? parsed : [parsed];
	}
	const events = body.split(/\r?\n\r?\n/).slice(0, -1);
	const data = events.map((event) => /^data: ?(.*)$/m.exec(event)?.[1]).filter(Boolean);
	return data.map((text) => readJson(text ?? ''));
}

function problemOfMessage(message: unknown, id: Attack['id']): string | undefined {
	if (typeof message !== 'object' || message === null) return 'the answer is no JSON-RPC';
	const { jsonrpc, result, error, id: answered } = message as RpcAnswer;
	if (jsonrpc !== '2.0') return 'the answer is no JSON-RPC';
	if ('method' in message) return undefined; // A notification or question before the answer.
	if ((result === undefined) === (error === undefined)) return 'neither result nor error, or both';
	if (error && (!Number.isInteger(error.code) || typeof error.message !== 'string')) {
		return 'an error without code or message';
	}
	const repeated = answered === id || (error !== undefined && answered === null);
	return id === undefined || repeated ? undefined : 'the answer has another id';
}

function problemsOfBody(outcome: Outcome, { id }: Attack, door: Door): string[] {
	const { headers, body, status } = outcome;
	const type = headers.get('content-type') ?? '';
	const isOurs = type.includes('json') || type.includes('event-stream');
	if (body === '' || !isOurs || (door === 'webhook' && !body.includes('"jsonrpc"'))) return [];
	if (status === 200 && body.includes('"resource"') && body.includes('"authorization_servers"')) {
		return []; // Metadata of a protected resource.
	}
	return messagesOf(outcome).flatMap((message) => problemOfMessage(message, id) ?? []);
}

const ENDS: Partial<Record<Outcome['end'], string>> = {
	silence: 'no answer within the deadline',
	refused: 'the connection was refused',
};

/** What n8n answers with 500 itself, before any node sees the request. */
const REFUSED_BY_N8N = [
	/^content-encoding:/im, // Its body parser cannot inflate what only claims to be compressed.
	/^(?:TRACE|CONNECT|BREW) /, // Its router knows no such method.
];

function isServerError({ status }: Outcome, { head }: Attack, door: Door): boolean {
	return status >= 500 && !(door === 'webhook' && REFUSED_BY_N8N.some((each) => each.test(head)));
}

/** Everything that is wrong with what came of an attack; empty when it was met well. */
export function judge(
	attack: Attack,
	outcome: Outcome,
	{ secrets, door }: { secrets: Secret[]; door: Door },
): string[] {
	const problems = leaked(outcome.raw, secrets).map((name) => `leaks ${name}`);
	const end = ENDS[outcome.end];
	if (end !== undefined) problems.push(end);
	if (outcome.end === 'closed without an answer' && attack.due === 'answer') {
		problems.push('closed without an answer');
	}
	if (isServerError(outcome, attack, door)) problems.push(`HTTP ${outcome.status}`);
	return [...problems, ...problemsOfBody(outcome, attack, door)];
}
