import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { bundledModules } from '../../src/base/database/bundled-modules';
import { describeOnEveryBackend } from '../../src/base/database/on-every-backend';
import { GRAPH_PROGRAMS } from '../../../../scripts/crash-store/graph-programs';
import { LEDGER_PROGRAMS } from '../../../../scripts/crash-store/ledger-programs';
import { killWriters, writeAtOnce } from '../../../../scripts/crash-store/write-and-look';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-crash-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KILLS = 6;

/** `npm run crash:store` does more of it. */
describe.each([
	['the ledger', LEDGER_PROGRAMS],
	['the context graph', GRAPH_PROGRAMS],
])('%s', (_, programs) => {
	describeOnEveryBackend('that processes write to', ({ place }) => {
		it('loses nothing that they were told is done when they are killed, and nothing is damaged', async () => {
			const library = bundledModules(folder, programs.modules);
			const settings = { place: place(), library, programs, kills: KILLS, writers: 2 };
			const report = await killWriters(settings);
			expect(report.acknowledged).toBeGreaterThanOrEqual(KILLS);
			expect(report).toMatchObject({ lost: 0, halves: 0 });
			// One write of each may have been done without its word.
			expect(report.untold).toBeGreaterThanOrEqual(0);
			expect(report.untold).toBeLessThanOrEqual(KILLS);
			const here = place();
			if ('sqlite' in here) {
				const sql = new DatabaseSync(here.sqlite);
				expect(sql.prepare('PRAGMA integrity_check').get()).toMatchObject({
					integrity_check: 'ok',
				});
				sql.close();
			}
		}, 120_000);

		it('has all of what four of them wrote at once', async () => {
			const library = bundledModules(folder, programs.modules);
			const settings = { place: place(), library, programs, writers: 4, times: 15 };
			const report = await writeAtOnce(settings);
			expect(report.acknowledged).toBeGreaterThanOrEqual(4 * 15);
			expect(report).toMatchObject({ lost: 0, untold: 0, halves: 0 });
		}, 120_000);
	});
});
