import { randomBytes } from 'node:crypto';

import type { AnySchema, ColumnTypes, Part } from '../../../base/database/database';
import type { Kysely } from '../../../third-party/kysely';

/** What was done once: an enrollment, or a record that was written under a key. */
export interface OnceRow {
	/** Digest of the identity. */
	key: string;
	at: number;
	leased_until: number;
	/** JSON; null until it is done. */
	record: string | null;
	/** Who holds it; null if nobody does. */
	lease: string | null;
}

export interface AnswerRow {
	/** Digest of the question. */
	key: string;
	/** Digest of the identity. */
	subject: string;
	/** Digest of who is asked about, by which account of which vendor; null for what an older version kept. */
	about: string | null;
	sealed: Uint8Array;
	at: number;
	expires_at: number;
}

/** What a vendor was left to work on. */
export interface JobRow {
	/** Digest of the handle and whose it is. */
	key: string;
	/** Digest. */
	account: string;
	asked_at: number;
	looked_at: number;
	/** Null while it is open. */
	finished_at: number | null;
	sealed: Uint8Array;
}

/** The tables of the ledger. Times are milliseconds since 1970. */
export interface LedgerSchema {
	/** Keys of the digests, the own one first. */
	ledger_digest_key: { number: number; value: string };
	ledger_credit: {
		id: string;
		account: string;
		run_id: string;
		day: string;
		amount: number;
		/** Digest of who spent it, of those whose budgets are counted; null for all else. */
		caller: string | null;
		/** Null for what older versions wrote, which knew a digest of it alone. */
		provider: string | null;
		unit: string | null;
	};
	/** JSON in `rule` and `state`; `account` is a digest. */
	ledger_alert: { key: string; account: string; name: string; rule: string; state: string };
	ledger_answer: AnswerRow;
	ledger_asking: { about: string; since: number; leased_until: number; lease: string };
	ledger_enrollment: OnceRow;
	ledger_written: OnceRow;
	ledger_job: JobRow;
	ledger_enrolled_person: { key: string; known: string };
}

type Column = keyof ColumnTypes | `${keyof ColumnTypes}?`;

const ONCE: Record<keyof OnceRow, Column> = {
	key: 'text',
	at: 'integer',
	leased_until: 'integer',
	record: 'text?',
	lease: 'text?',
};

/** The first column is the key; those with a question mark may be null. */
const TABLES: {
	[Table in Exclude<keyof LedgerSchema, 'ledger_alert' | 'ledger_job'>]: Record<
		Exclude<keyof LedgerSchema[Table], 'caller' | 'provider' | 'unit'>,
		Column
	>;
} = {
	ledger_digest_key: { number: 'integer', value: 'text' },
	ledger_credit: { id: 'text', account: 'text', run_id: 'text', day: 'text', amount: 'real' },
	ledger_answer: {
		key: 'text',
		subject: 'text',
		about: 'text?',
		sealed: 'bytes',
		at: 'integer',
		expires_at: 'integer',
	},
	ledger_asking: { about: 'text', since: 'integer', leased_until: 'integer', lease: 'text' },
	ledger_enrollment: ONCE,
	ledger_written: ONCE,
	ledger_enrolled_person: { key: 'text', known: 'text' },
};

const ALERT: Record<keyof LedgerSchema['ledger_alert'], Column> = {
	key: 'text',
	account: 'text',
	name: 'text',
	rule: 'text',
	state: 'text',
};

const JOB: Record<keyof JobRow, Column> = {
	key: 'text',
	account: 'text',
	asked_at: 'integer',
	looked_at: 'integer',
	finished_at: 'integer?',
	sealed: 'bytes',
};

const INDEXES: ReadonlyArray<
	[name: string, table: keyof LedgerSchema, columns: readonly string[]]
> = [
	['ledger_credit_by_day', 'ledger_credit', ['account', 'day']],
	['ledger_credit_by_run', 'ledger_credit', ['account', 'run_id']],
	['ledger_answer_by_subject', 'ledger_answer', ['subject']],
	['ledger_answer_by_about', 'ledger_answer', ['about']],
	['ledger_answer_by_end', 'ledger_answer', ['expires_at']],
];

export const LEDGER: Part = {
	name: 'ledger',
	migrations: [
		{
			name: 'credits, answers, enrollments, written keys',
			async up(tables, { types }) {
				for (const [name, columns] of Object.entries(TABLES)) {
					await createTable(tables, types, name, columns);
				}
				for (const [name, table, columns] of INDEXES) {
					await tables.schema
						.createIndex(name)
						.on(table)
						.columns([...columns])
						.execute();
				}
				await tables
					.insertInto('ledger_digest_key')
					.values({ number: 1, value: randomBytes(32).toString('hex') })
					.execute();
			},
		},
		{
			name: 'who spent credits',
			async up(tables, { types }) {
				await tables.schema.alterTable('ledger_credit').addColumn('caller', types.text).execute();
			},
		},
		{
			name: 'alerts',
			async up(tables, { types }) {
				await createTable(tables, types, 'ledger_alert', ALERT);
				await tables.schema
					.createIndex('ledger_alert_by_account')
					.on('ledger_alert')
					.column('account')
					.execute();
			},
		},
		{
			name: 'of which vendor credits are',
			async up(tables, { types }) {
				for (const column of ['provider', 'unit']) {
					await tables.schema.alterTable('ledger_credit').addColumn(column, types.text).execute();
				}
			},
		},
		{
			name: 'jobs of vendors',
			async up(tables, { types }) {
				await createTable(tables, types, 'ledger_job', JOB);
				for (const column of ['looked_at', 'finished_at', 'asked_at']) {
					await tables.schema
						.createIndex(`ledger_job_by_${column}`)
						.on('ledger_job')
						.columns(['account', column])
						.execute();
				}
			},
		},
	],
};

async function createTable(
	tables: Kysely<AnySchema>,
	types: ColumnTypes,
	name: string,
	columns: Readonly<Record<string, Column>>,
): Promise<void> {
	let table = tables.schema.createTable(name);
	for (const [index, [column, type]] of Object.entries(columns).entries()) {
		const of = types[type.replace('?', '') as keyof ColumnTypes];
		table = table.addColumn(column, of, (one) => {
			if (index === 0) return one.primaryKey();
			return type.endsWith('?') ? one : one.notNull();
		});
	}
	await table.execute();
}
