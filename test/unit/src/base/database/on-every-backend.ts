import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Backend } from '../../../../../src/base/database/database';
import type { StorePlace } from '../../../../../src/base/database/open-store';
import { postgresFromUrl } from '../../../../../src/base/database/postgres/postgres-connection';
import { Pool } from '../../../../../src/third-party/pg';

export interface TestStore {
	backend: Backend;
	/** A place of this test alone, which goes with it. */
	place: () => StorePlace;
}

const { TEST_POSTGRES_URL, CI } = process.env;

/** Of the tests; a server on the usual port if none is named. */
export const POSTGRES_URL = TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * Describes the same behaviour for SQLite and for PostgreSQL. Without a server of PostgreSQL its half is
 * skipped, and counted as such; not where one is promised.
 */
export function describeOnEveryBackend(title: string, tests: (store: TestStore) => void): void {
	describe(`${title} in SQLite`, () => tests({ backend: 'sqlite', place: sqlitePlaces() }));
	describeOnPostgres(`${title} in PostgreSQL`, tests);
}

export function describeOnPostgres(title: string, tests: (store: TestStore) => void): void {
	const isThere = TEST_POSTGRES_URL !== undefined || CI === 'true' || answers(POSTGRES_URL);
	const describeIt = isThere ? describe : describe.skip;
	describeIt(title, () => tests({ backend: 'postgres', place: postgresPlaces() }));
}

function sqlitePlaces(): () => StorePlace {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-store-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));
	return () => ({ sqlite: path.join(folder, 'gtm', 'store.sqlite') });
}

function postgresPlaces(): () => StorePlace {
	let schema: string;
	beforeEach(() => {
		schema = `test_${randomUUID().slice(0, 8)}`;
	});
	afterEach(async () => {
		const pool = new Pool({ connectionString: POSTGRES_URL, max: 1 });
		await pool.query(`set client_min_messages to warning`);
		await pool.query(`drop schema if exists "${schema}" cascade`);
		await pool.end();
	});
	return () => ({ postgres: { ...postgresFromUrl(POSTGRES_URL), schema } });
}

/** Asked by another process, for suites are described without waiting. */
function answers(url: string): boolean {
	const script =
		'const c = new (require("pg").Client)(process.argv[1]); c.connect().then(() => process.exit(0), () => process.exit(1))';
	return spawnSync(process.execPath, ['-e', script, url], { timeout: 10_000 }).status === 0;
}
