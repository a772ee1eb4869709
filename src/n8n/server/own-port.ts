import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';

import { BrandedError } from '../../base/branded-error';
import { systemClock, type Clock } from '../../base/clock';
import type { TriggerParameters } from './trigger-parameters';
import { normalizePath } from '../../mcp/server/listener';

/** The own port cannot be had as it is described; the message names the parameter and what would do. */
export class OwnPortError extends BrandedError {
	static override readonly brand: string = 'OwnPortError';
}

export interface OwnPort {
	/** Without brackets. */
	host: string;
	port: number;
	path: string;
	/** How clients reach it. Metadata names exactly this, or clients refuse it. */
	url: string;
}

/** @throws OwnPortError */
export function readOwnPort({
	host: given,
	port,
	path,
	authentication,
	options,
}: Pick<TriggerParameters, 'host' | 'port' | 'path' | 'options'> &
	Partial<Pick<TriggerParameters, 'authentication'>>): OwnPort {
	const host = given.trim().replace(/^\[(.*)\]$/, '$1');
	if (isIP(host) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
		throw new OwnPortError(
			`Options > Host: "${given}" is not an address or name of this machine. Enter it without scheme, port and path, for example 127.0.0.1, ::1 or 0.0.0.0.`,
		);
	}
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new OwnPortError(
			`Options > Port: ${port} is not a port. Enter a number from 1 to 65535.`,
		);
	}
	const publicUrl = options.publicUrl?.trim() ?? '';
	if (publicUrl !== '' && !isHttpUrl(publicUrl)) {
		throw new OwnPortError(
			`Options > Public URL: "${publicUrl}" is not a URL. Enter the complete URL, for example https://mcp.example.com/gtm.`,
		);
	}
	if (publicUrl === '' && authentication === 'signIn' && ['0.0.0.0', '::'].includes(host)) {
		throw new OwnPortError(
			`Options > Public URL: people who sign in must be told where. Enter the URL under which they reach this port, for example https://mcp.example.com/gtm.`,
		);
	}
	const local = `http://${isIPv6(host) ? `[${host}]` : host}:${port}${normalizePath(path)}`;
	return { host, port, path: normalizePath(path), url: new URL(publicUrl || local).href };
}

function isHttpUrl(text: string): boolean {
	return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/**
 * The address that a host stands for: `localhost` and `127.0.0.1` are one place, and triggers that
 * name it either way share the port.
 *
 * @throws OwnPortError
 */
export async function addressOf(host: string): Promise<string> {
	try {
		return (await lookup(host, { order: 'ipv4first' })).address;
	} catch {
		throw new OwnPortError(
			`Options > Host: the name "${host}" is unknown. Choose an address of this machine.`,
		);
	}
}

/** The main that had the port may take this long to give it back. */
const HANDOVER_MS = 10_000;
const LOOK_AGAIN_MS = 250;

/** Opens a port that another process of this machine is about to give back. */
export async function onceItIsFree<Opened>(
	open: () => Promise<Opened>,
	clock: Pick<Clock, 'now' | 'sleep'> = systemClock,
): Promise<Opened> {
	const deadline = clock.now() + HANDOVER_MS;
	for (;;) {
		try {
			return await open();
		} catch (error) {
			const { code } = error as Partial<NodeJS.ErrnoException>;
			if (code !== 'EADDRINUSE' || clock.now() >= deadline) throw error;
		}
		await clock.sleep(LOOK_AGAIN_MS);
	}
}

/** What the system answers to who wants a port, in words that say what to do. */
const REASONS: Record<string, string> = {
	EADDRINUSE: 'another program uses it. Choose another Port, or stop that program',
	EADDRNOTAVAIL:
		'the Host is not an address of this machine. Choose 127.0.0.1, or 0.0.0.0 for all networks',
	EACCES: 'n8n has no permission to use it. Choose a Port above 1023',
};

/** Why a port could not be had. */
export function describePortFailure({ host, port }: OwnPort, error: unknown): string {
	if (error instanceof OwnPortError) return error.message;
	const { code = '', message = String(error) } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
	return `The port ${port} of ${host} cannot be used: ${REASONS[code] ?? message}.`;
}
