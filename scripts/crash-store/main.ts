import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import pg from 'pg';

import type { StorePlace } from '../../src/base/database/open-store.ts';
import { createProgress } from '../install/progress.cjs';
import { ensureBuilt } from '../n8n/ensure-built.ts';
import { GRAPH_PROGRAMS } from './graph-programs.ts';
import { LEDGER_PROGRAMS } from './ledger-programs.ts';
import { killWriters, type Programs, writeAtOnce, type WriteReport } from './write-and-look.ts';

const KILLS = 50;
const WRITERS = 4;
const TIMES = 100;

const PARTS = { ledger: LEDGER_PROGRAMS, graph: GRAPH_PROGRAMS };

/**
 * Lets processes write to a store at once, kills others in the middle of their writes, and looks what became
 * of them. In a file; with the URL of a PostgreSQL server as argument there, too.
 */
async function main([postgres]: string[]): Promise<number> {
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	await ensureBuilt({ root, progress });
	const folder = mkdtempSync(join(tmpdir(), 'gtm-crash-'));
	try {
		let isGood = true;
		for (const [part, programs] of Object.entries(PARTS)) {
			const library = libraryOf(root, folder, programs);
			for (const backend of postgres === undefined ? [undefined] : [undefined, postgres]) {
				const name = `${part} in ${backend === undefined ? 'SQLite' : 'PostgreSQL'}`;
				const report = await onPlace(folder, backend, async (place) => {
					const settings = { place: { ...place }, library, programs, writers: WRITERS };
					const atOnce = await progress.step(`${name}: ${WRITERS} at once`, () =>
						writeAtOnce({ ...settings, times: TIMES }),
					);
					const killed = await progress.step(`${name}: ${KILLS} kills`, () =>
						killWriters({ ...settings, kills: KILLS }),
					);
					return { atOnce, killed: sinceThen(killed, atOnce), integrity: integrityOf(place) };
				});
				process.stdout.write(`${JSON.stringify({ [name]: report }, null, '\t')}\n`);
				const { atOnce, killed, integrity } = report;
				const lost = atOnce.lost + killed.lost + atOnce.halves + killed.halves;
				if (lost > 0 || atOnce.untold !== 0 || integrity !== 'ok') isGood = false;
			}
		}
		return isGood ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Without the writes that were there before. */
function sinceThen(killed: WriteReport, before: WriteReport): WriteReport {
	return {
		...killed,
		untold: killed.untold - WRITERS * TIMES,
		halves: killed.halves - before.halves,
	};
}

function libraryOf(root: string, folder: string, { modules }: Programs): string {
	const library = join(folder, `${randomUUID()}.cjs`);
	const loads = modules.map(
		(name) => `...require(${JSON.stringify(join(root, 'dist/src', name))})`,
	);
	writeFileSync(library, `module.exports = { ${loads.join(', ')} };`);
	return library;
}

async function onPlace<Result>(
	folder: string,
	postgres: string | undefined,
	work: (place: StorePlace) => Promise<Result>,
): Promise<Result> {
	if (postgres === undefined)
		return await work({ sqlite: join(folder, randomUUID(), 'store.sqlite') });
	const { hostname: host, port, username: user, password, pathname } = new URL(postgres);
	const schema = `crash_${randomUUID().slice(0, 8)}`;
	const database = pathname.slice(1);
	try {
		const connection = { host, port: Number(port || 5432), user, password, database, schema };
		return await work({ postgres: connection });
	} finally {
		const pool = new pg.Pool({ connectionString: postgres, max: 1 });
		await pool.query(`drop schema if exists "${schema}" cascade`);
		await pool.end();
	}
}

/** PostgreSQL looks after its own files. */
function integrityOf(place: StorePlace): unknown {
	if (!('sqlite' in place)) return 'ok';
	const sql = new DatabaseSync(place.sqlite);
	const { integrity_check: integrity } = sql.prepare('PRAGMA integrity_check').get() ?? {};
	sql.close();
	return integrity;
}

process.exit(await main(process.argv.slice(2)));
