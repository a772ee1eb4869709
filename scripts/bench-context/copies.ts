import type { StorePlace } from '../../src/base/database/open-store.ts';
import { connectTo } from './connect.ts';
import { COPIED, type Difference } from './copied-tables.ts';
import { endOfCopy } from './made-up.ts';

/** Multiplies what was written to a graph, without writing it again. */
export interface Copier {
	/** @param copy number of the copy from 1, which it has in its names */
	add(copy: number): Promise<void>;
	close(): Promise<void>;
}

/**
 * Keeps what a graph holds now, as that of which copies are made: the same rows in the same tables, with
 * other ids, names, addresses and places in the order of writes.
 */
export async function openCopier(place: StorePlace): Promise<Copier> {
	const sql = await connectTo(place);
	const tables = Object.keys(COPIED);
	for (const table of tables) {
		await sql.run(`create temporary table written_${table} as select * from ${table}`);
	}
	const lastWrite = async () => await sql.number('select seq as number from graph_counter');
	const writes = await lastWrite();
	return {
		async add(copy) {
			await sql.begin();
			const offset = await lastWrite();
			for (const table of tables) await sql.run(insertion(table, copy, offset));
			await sql.run(`update graph_counter set seq = ${offset + writes}`);
			await sql.run('commit');
		},
		close: async () => await sql.close(),
	};
}

function insertion(table: string, copy: number, offset: number): string {
	const columns = Object.entries(COPIED[table] ?? {});
	const names = columns.map(([name]) => name).join(', ');
	const values = columns.map(([name, difference]) => changed(name, difference, copy, offset));
	return `insert into ${table} (${names}) select ${values.join(', ')} from written_${table}`;
}

/** Speaks both SQLite and PostgreSQL. */
function changed(column: string, difference: Difference, copy: number, offset: number): string {
	const renamed = (text: string) => `replace(${text}, '.example', '${endOfCopy(copy)}')`;
	switch (difference) {
		case 'same':
			return column;
		case 'place':
			return `${column} + ${offset}`;
		case 'id':
			// The first 32 bits are a time: copies come after what was written, as they would in life.
			return `'1${copy.toString(16).padStart(7, '0')}' || substr(${column}, 9)`;
		case 'text':
			return renamed(`replace(${column}, ' Works', ' Works ${copy}')`);
		case 'word':
			return renamed(`replace(${column}, ' works', ' works ${copy}')`);
		case 'key':
			return `case when ${column} like '%.example' then ${renamed(column)} else ${column} || '-${copy}' end`;
		case 'winner':
			return `replace(${changed(column, 'text', copy, offset)}, '"id":"' || seq || '-', '"id":"' || (seq + ${offset}) || '-')`;
	}
}
