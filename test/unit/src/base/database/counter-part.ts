import type { Part } from '../../../../../src/base/database/database';

export interface CounterSchema {
	counter: { name: string; value: number };
	visit: { who: string; number: number };
}

/** A part for tests: one row that is counted up, and one for each time that it was. */
export const COUNTER: Part = {
	name: 'counter',
	migrations: [
		{
			name: 'a counter',
			async up(tables, { types }) {
				await tables.schema
					.createTable('counter')
					.addColumn('name', types.text, (column) => column.primaryKey())
					.addColumn('value', types.integer, (column) => column.notNull())
					.execute();
				await tables.insertInto('counter').values({ name: 'all', value: 0 }).execute();
			},
		},
		{
			name: 'visits',
			async up(tables, { types }) {
				await tables.schema
					.createTable('visit')
					.addColumn('who', types.text, (column) => column.notNull())
					.addColumn('number', types.integer, (column) => column.notNull())
					.execute();
			},
		},
	],
};
