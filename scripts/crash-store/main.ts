import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { createProgress } from '../install/progress.cjs';
import { buildPackage, isBuilt } from '../n8n/build-package.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { killWriters } from './kill-writers.ts';

const KILLS = 50;
const WRITERS = 2;

/** Kills processes that write to a store in a file 50 times, and looks what became of their writes. */
async function main(): Promise<number> {
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	if (!(await isBuilt(root))) {
		await progress.step('building the package', () => buildPackage(root, nodeRuntime(root)));
	}
	const folder = mkdtempSync(join(tmpdir(), 'gtm-crash-'));
	try {
		const library = join(folder, 'library.cjs');
		const modules = ['base/database/open-store', 'gtm/ledger/store/store-ledger'];
		const loads = modules.map(
			(name) => `...require(${JSON.stringify(join(root, 'dist/src', name))})`,
		);
		writeFileSync(library, `module.exports = { ${loads.join(', ')} };`);
		const file = join(folder, 'store.sqlite');
		const settings = { place: { sqlite: file }, library, kills: KILLS, writers: WRITERS };
		const report = await progress.step(`${KILLS} kills`, () => killWriters(settings));
		const sql = new DatabaseSync(file);
		const { integrity_check: integrity } = sql.prepare('PRAGMA integrity_check').get() ?? {};
		sql.close();
		process.stdout.write(`${JSON.stringify({ kills: KILLS, ...report, integrity }, null, '\t')}\n`);
		return report.lost === 0 && integrity === 'ok' ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

process.exit(await main());
