import { randomInt } from 'node:crypto';

import { listen } from '../../../sandbox/frame/http-server.ts';
import { Sandbox } from '../../../sandbox/frame/sandbox.ts';
import type { SandboxOptions } from '../../../sandbox/frame/sandbox.ts';
import { VENDORS } from '../../../sandbox/vendors/index.ts';
import { NetworkFailure } from '../../../src/gtm/http/http-port';
import type { HttpPort, HttpRequest, Query } from '../../../src/gtm/http/http-port';

function search(query: Query): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		const values = Array.isArray(value) ? (value as readonly string[]) : [value];
		for (const each of values) if (each !== undefined) params.append(name, String(each));
	}
	const text = params.toString();
	return text === '' ? '' : `?${text}`;
}

function codeOf(error: unknown): string {
	const { name, cause } = error as Error & { cause?: { code?: string } };
	return cause?.code ?? (name === 'TimeoutError' ? 'ETIMEDOUT' : 'ABORTED');
}

function parsed(text: string, type: string): unknown {
	if (text === '') return undefined;
	if (!/[/+]json\b/.test(type)) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return text;
	}
}

function signalOf({ signal, timeoutMs }: HttpRequest): AbortSignal {
	const deadline = AbortSignal.timeout(timeoutMs);
	return signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
}

/** A port over real HTTP that adds these headers and query values: the vendor's authentication. */
export function fetchPort(
	authentication: { headers?: Record<string, string>; query?: Query } = {},
): HttpPort {
	return async (request) => {
		const { method, url, query, headers, body } = request;
		const target = `${url}${search({ ...query, ...authentication.query })}`;
		const isNamed = Object.keys(headers ?? {}).some((name) => /^content-type$/i.test(name));
		const json: Record<string, string> =
			body === undefined || isNamed ? {} : { 'content-type': 'application/json' };
		try {
			const response = await fetch(target, {
				method,
				headers: { ...json, ...headers, ...authentication.headers },
				signal: signalOf(request),
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
			const text = await response.text();
			const answered = Object.fromEntries(response.headers);
			const type = answered['content-type'] ?? '';
			return { status: response.status, headers: answered, body: parsed(text, type) };
		} catch (error) {
			const code = codeOf(error);
			const arrival = code === 'ECONNREFUSED' ? 'never_sent' : 'unknown';
			throw new NetworkFailure(`no answer: ${code}`, arrival, code);
		}
	};
}

/** Accounts of others, of other processes too, are hardly ever the same. */
const ACCOUNTS = 1_000_000_000;

/**
 * A sandbox with all vendors on a free port, its indexes without lag unless said, and its accounts those
 * of a customer of its own.
 */
export async function openSandbox(options: Omit<SandboxOptions, 'vendors'> = {}) {
	const settings = { indexLagMs: 0, ...options.settings };
	const account = randomInt(2, ACCOUNTS);
	const sandbox = new Sandbox({ account, ...options, settings, vendors: VENDORS });
	return { sandbox, ...(await listen(sandbox)) };
}
