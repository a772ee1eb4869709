import { connect } from 'node:net';

const { TEST_POSTGRES_URL, TEST_REDIS_URL } = process.env;

/** Servers of the tests; those on the usual ports if none are named. */
export const POSTGRES = new URL(TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres');
export const REDIS = new URL(TEST_REDIS_URL ?? 'redis://127.0.0.1:6379');

const LOOK_MS = 2_000;

export const addressOf = ({ hostname, port }: URL) => ({ host: hostname, port: Number(port) });

async function answers(server: URL): Promise<boolean> {
	const socket = connect({ ...addressOf(server), timeout: LOOK_MS });
	try {
		return await new Promise<boolean>((resolve) => {
			socket.once('connect', () => resolve(true));
			socket.once('timeout', () => resolve(false));
			socket.once('error', () => resolve(false));
		});
	} finally {
		socket.destroy();
	}
}

/** Whether there is all that n8n needs for its queue mode. */
export async function hasServers(): Promise<boolean> {
	const found = await Promise.all([POSTGRES, REDIS].map(answers));
	return !found.includes(false);
}
