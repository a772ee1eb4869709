import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { buildSync } from 'esbuild';

import { COUNTER, type CounterSchema } from './counter-part';
import { describeOnEveryBackend } from './on-every-backend';
import { openDatabase } from '../../../../../src/base/database/open-store';

const run = promisify(execFile);

const WHO = ['one', 'two', 'three', 'four'];
const TIMES = 40;

let folder: string;
let script: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-counting-'));
	script = path.join(folder, 'counting.cjs');
	buildSync({
		entryPoints: [path.join(__dirname, 'counting-process.ts')],
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['pg-native'],
		outfile: script,
		logLevel: 'error',
	});
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOnEveryBackend('A store that several processes open', ({ place }) => {
	it('is made by one of them, and none of their writes is lost', async () => {
		const args = (who: string) => [script, JSON.stringify(place()), who, String(TIMES)];
		await Promise.all(WHO.map(async (who) => await run(process.execPath, args(who))));
		const database = await openDatabase<CounterSchema>(place(), COUNTER);
		const visits = await database.read(
			async (tables) => await tables.selectFrom('visit').selectAll().orderBy('number').execute(),
		);
		expect(visits.map(({ number }) => number)).toEqual(visits.map((_, index) => index + 1));
		for (const who of WHO) {
			expect(visits.filter((visit) => visit.who === who)).toHaveLength(TIMES);
		}
		await database.close();
	}, 60_000);
});
