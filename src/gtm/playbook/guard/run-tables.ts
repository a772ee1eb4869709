import { randomBytes } from 'node:crypto';

import type { Part } from '../../../base/database/database';

/** The tables of the playbooks. Times are milliseconds since 1970. */
export interface RunSchema {
	/** The key of the digests, made with the store. */
	playbook_digest_key: { number: number; value: string };
	playbook_run: RunRow;
	playbook_stop: { play: string; reason: string; since: number };
}

export interface RunRow {
	id: string;
	play: string;
	/** Digest. */
	subject: string;
	/** Digest. */
	budget_key: string;
	mode: string;
	at: number;
	leased_until: number;
	ended_at: number | null;
	verdict: string | null;
	credits: number;
}

export const PLAYBOOK: Part = {
	name: 'playbook',
	migrations: [
		{
			name: 'runs and stops',
			async up(tables, { types }) {
				await tables.schema
					.createTable('playbook_digest_key')
					.addColumn('number', types.integer, (one) => one.primaryKey())
					.addColumn('value', types.text, (one) => one.notNull())
					.execute();
				await tables.schema
					.createTable('playbook_run')
					.addColumn('id', types.text, (one) => one.primaryKey())
					.addColumn('play', types.text, (one) => one.notNull())
					.addColumn('subject', types.text, (one) => one.notNull())
					.addColumn('budget_key', types.text, (one) => one.notNull())
					.addColumn('mode', types.text, (one) => one.notNull())
					.addColumn('at', types.integer, (one) => one.notNull())
					.addColumn('leased_until', types.integer, (one) => one.notNull())
					.addColumn('ended_at', types.integer)
					.addColumn('verdict', types.text)
					.addColumn('credits', types.real, (one) => one.notNull())
					.execute();
				await tables.schema
					.createTable('playbook_stop')
					.addColumn('play', types.text, (one) => one.primaryKey())
					.addColumn('reason', types.text, (one) => one.notNull())
					.addColumn('since', types.integer, (one) => one.notNull())
					.execute();
				for (const [name, columns] of [
					['playbook_run_by_subject', ['play', 'subject', 'at']],
					['playbook_run_by_key', ['budget_key', 'at']],
				] as const) {
					await tables.schema
						.createIndex(name)
						.on('playbook_run')
						.columns([...columns])
						.execute();
				}
				await tables
					.insertInto('playbook_digest_key')
					.values({ number: 1, value: randomBytes(32).toString('hex') })
					.execute();
			},
		},
	],
};
