import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { bundledStores } from '../../src/base/database/bundled-stores';
import { describeOnEveryBackend } from '../../src/base/database/on-every-backend';
import { killWriters } from '../../../../scripts/crash-store/kill-writers';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-crash-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run crash:store` does it 50 times. */
describeOnEveryBackend('Processes that are killed while they write', ({ place }) => {
	it('lose nothing that they were told is done, and damage nothing', async () => {
		const library = bundledStores(folder);
		const report = await killWriters({ place: place(), library, kills: 6, writers: 2 });
		expect(report.acknowledged).toBeGreaterThanOrEqual(6);
		expect(report.lost).toBe(0);
		// One write of each may have been done without its word.
		expect(report.untold).toBeGreaterThanOrEqual(0);
		expect(report.untold).toBeLessThanOrEqual(6);
		const here = place();
		if ('sqlite' in here) {
			const sql = new DatabaseSync(here.sqlite);
			expect(sql.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
			sql.close();
		}
	}, 120_000);
});
