import { Table } from '../../frame/table.ts';
import type { Row } from '../../frame/table.ts';
import type { World } from '../../world/world.ts';
import { SCHEMAS } from './schema.ts';
import { loadRows } from './load-rows.ts';
import type { ObjectName } from './identifiers.ts';

/** Values by the names of fields; one that there is not is null. */
export type Values = Readonly<Record<string, boolean | number | string | null>>;

export interface SalesforceRow extends Row {
	readonly values: Values;
}

export interface SalesforceState {
	tables: Readonly<Record<ObjectName, Table<SalesforceRow>>>;
	/** What was deleted, which only some queries find. */
	bin: Record<ObjectName, SalesforceRow[]>;
	/** Results that are read page by page, by the name of the rest. */
	cursors: Map<string, object[]>;
	/** Runs of flows, newest last. */
	flowRuns: Array<{ flow: string; inputs: object }>;
	/** Whose records are made: a user that is a program. */
	userId: string;
	nextNumber: number;
}

const FIRST_NEW_NUMBER = 90_000_000;

export function openSalesforce(world: World): SalesforceState {
	const { rows, userId } = loadRows(world);
	const tables = Object.fromEntries(
		(Object.keys(SCHEMAS) as ObjectName[]).map((object) => [object, new Table(rows[object])]),
	) as Record<ObjectName, Table<SalesforceRow>>;
	const bin = Object.fromEntries(
		(Object.keys(SCHEMAS) as ObjectName[]).map((object) => [object, []]),
	) as unknown as SalesforceState['bin'];
	return { tables, bin, cursors: new Map(), flowRuns: [], userId, nextNumber: FIRST_NEW_NUMBER };
}
