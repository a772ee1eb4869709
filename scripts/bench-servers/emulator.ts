import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { LoggedCall } from '../../sandbox/frame/request-log.ts';
import type { LoadRequest } from '../load/http-load.ts';
import { stopWithProcess } from '../n8n/shutdown.ts';

export interface EmulatedVendor {
	url: string;
	pid: number;
	/** May do everything there. */
	key: string;
	/** Of a person who is known there. */
	email: string;
	stop(): void;
}

/** Starts one vendor's emulator, without limits. @param id of the vendor */
export async function startEmulator(root: string, id: string): Promise<EmulatedVendor> {
	const child = fork(join(root, 'scripts/bench-servers/emulator-process.ts'), [id]);
	const kill = () => void child.kill('SIGKILL');
	stopWithProcess({ stop: () => Promise.resolve(kill()), kill });
	const [told] = (await once(child, 'message')) as [Pick<EmulatedVendor, 'url' | 'key' | 'email'>];
	return { ...told, pid: child.pid ?? 0, stop: kill };
}

async function loggedBy({ url }: EmulatedVendor): Promise<LoggedCall[]> {
	const response = await fetch(`${url}/_sandbox/requests`);
	return (await response.json()) as LoggedCall[];
}

/**
 * What the vendor is asked while something is done, to be sent again without anything in between.
 *
 * @throws RangeError unless it is asked exactly once
 */
export async function requestOf(
	vendor: EmulatedVendor,
	work: () => Promise<unknown>,
): Promise<LoadRequest> {
	const before = (await loggedBy(vendor)).at(-1)?.number ?? 0;
	await work();
	const [call, ...others] = (await loggedBy(vendor)).filter(({ number }) => number > before);
	if (call === undefined || others.length > 0 || call.method !== 'POST') {
		throw new RangeError(`a read asks ${vendor.url} by one POST, not ${1 + others.length} times`);
	}
	const { requestBody = '' } = call;
	return {
		url: `${vendor.url}${call.url}`,
		headers: { 'content-type': 'application/json', authorization: `Bearer ${vendor.key}` },
		body: () => requestBody,
		awaited: vendor.email,
	};
}
