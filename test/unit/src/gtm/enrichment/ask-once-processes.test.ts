import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { buildSync } from 'esbuild';

import { describeOnEveryBackend } from '../../base/database/on-every-backend';

const run = promisify(execFile);

const PROCESSES = 3;
const EMAILS = Array.from({ length: 12 }, (_, place) => `p${place}@acme.com`);
/** Long enough for every process to come before the answer does. */
const ANSWER_MS = 400;

let folder: string;
let server: Server;
let charged: string[];

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-asking-'));
	charged = [];
	server = createServer((request, response) => {
		charged.push(request.url ?? '');
		setTimeout(() => response.end(), ANSWER_MS);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});

afterEach(async () => {
	server.close();
	server.closeAllConnections();
	await once(server, 'close');
	rmSync(folder, { recursive: true, force: true });
});

describeOnEveryBackend('Processes with one store', ({ place }) => {
	it('that ask the same at once pay once, and all have the answer', async () => {
		const script = path.join(folder, 'asking.cjs');
		buildSync({
			entryPoints: [path.join(__dirname, 'asking-process.ts')],
			bundle: true,
			platform: 'node',
			format: 'cjs',
			external: ['pg-native'],
			outfile: script,
			logLevel: 'error',
		});
		const { port } = server.address() as AddressInfo;
		const args = [script, `http://127.0.0.1:${port}`, JSON.stringify(place()), ...EMAILS];
		const told = await Promise.all(
			Array.from({ length: PROCESSES }, async () => {
				const { stdout } = await run(process.execPath, args);
				return JSON.parse(stdout) as string[];
			}),
		);
		expect(charged.toSorted()).toEqual(EMAILS.map((email) => `/${email}`).toSorted());
		const all = told.flat();
		expect(all.filter((status) => status === 'found')).toHaveLength(EMAILS.length);
		expect(all.filter((status) => status === 'found remembered')).toHaveLength(
			EMAILS.length * (PROCESSES - 1),
		);
	}, 60_000);
});
