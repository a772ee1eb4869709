import { mustField, ordered, testOf } from './conditions.ts';
import type { Value } from './conditions.ts';
import { refused } from './errors.ts';
import type { ObjectName } from './identifiers.ts';
import { API_PATH } from './paths.ts';
import { SCHEMAS, objectOf } from './schema.ts';
import type { Field } from './schema.ts';
import type { Query, Selected } from './soql-parser.ts';
import { malformed } from './soql-tokens.ts';
import type { SalesforceRow, SalesforceState } from './state.ts';

/** Dates and times of the wire end in `+0000`, not in `Z`. */
function shown({ type }: Field, value: Value): Value {
	return type === 'datetime' && typeof value === 'string' ? value.replace(/Z$/, '+0000') : value;
}

const attributes = (type: ObjectName, id: string) => ({
	attributes: { type, url: `${API_PATH}/sobjects/${type}/${id}` },
});

/** A parent's field: `Account.Name`. */
function parentValue(state: SalesforceState, object: ObjectName, row: SalesforceRow, name: string) {
	const [relation = '', ...rest] = name.split('.');
	const by = SCHEMAS[object].fields.find(
		({ parent }) => parent?.name.toLowerCase() === relation.toLowerCase(),
	);
	const parent = by?.parent;
	const [below] = rest;
	if (by === undefined || parent === undefined || below === undefined || rest.length > 1) {
		throw refused(400, {
			code: 'INVALID_FIELD',
			message: `Didn't understand relationship '${relation}' in field path.`,
		});
	}
	const field = mustField(parent.object, below);
	const found = state.tables[parent.object].get(String(row.values[by.name] ?? ''));
	const value = found && {
		...attributes(parent.object, found.id),
		[field.name]: shown(field, found.values[field.name] ?? null),
	};
	return { relation: parent.name, value: value ?? null };
}

function show(
	state: SalesforceState,
	object: ObjectName,
	select: readonly Selected[],
	row: SalesforceRow,
): Record<string, unknown> {
	const record: Record<string, unknown> = attributes(object, row.id);
	const put = (field: Field) => {
		record[field.name] = shown(field, row.values[field.name] ?? null);
	};
	for (const selected of select) {
		if (selected.kind === 'standard') {
			for (const field of SCHEMAS[object].fields) if (field.custom !== true) put(field);
		} else if (selected.kind === 'children') {
			Object.assign(record, childrenOf(state, object, selected.query, row));
		} else if (selected.name.includes('.')) {
			const { relation, value } = parentValue(state, object, row, selected.name);
			const before = record[relation];
			record[relation] = value && { ...(before as object | undefined), ...value };
		} else put(mustField(object, selected.name));
	}
	return record;
}

function childrenOf(state: SalesforceState, object: ObjectName, query: Query, row: SalesforceRow) {
	const children = SCHEMAS[object].children.find(
		({ name }) => name.toLowerCase() === query.from.toLowerCase(),
	);
	if (children === undefined) {
		throw refused(400, {
			code: 'INVALID_TYPE',
			message: `Didn't understand relationship '${query.from}' in FROM part of query call.`,
		});
	}
	const below = (child: SalesforceRow) => child.values[children.field] === row.id;
	const records = rowsOf(state, children.object, query)
		.filter(below)
		.slice(0, query.limit)
		.map((child) => show(state, children.object, query.select, child));
	return {
		[children.name]:
			records.length === 0 ? null : { totalSize: records.length, done: true, records },
	};
}

function rowsOf(
	state: SalesforceState,
	object: ObjectName,
	{ where, orderBy }: Query,
	deleted: readonly SalesforceRow[] = [],
): SalesforceRow[] {
	const rows = [...state.tables[object].all(), ...deleted].filter(testOf(object, where));
	return ordered(object, rows, orderBy);
}

function checkSelection(object: ObjectName, select: readonly Selected[]): void {
	const names = select.flatMap((each) => {
		if (each.kind === 'standard') {
			return SCHEMAS[object].fields.flatMap(({ name, custom }) =>
				custom ? [] : [name.toLowerCase()],
			);
		}
		return each.kind === 'field' ? [each.name.toLowerCase()] : [];
	});
	const twice = names.find((name, place) => names.indexOf(name) !== place);
	if (twice !== undefined) throw malformed(`duplicate field selected: ${twice}`);
}

/**
 * All records that a query finds, as they are shown.
 *
 * @param scope `all` has those in the recycle bin, too
 */
export function runQuery(
	state: SalesforceState,
	query: Query,
	scope: 'all' | 'there' = 'there',
): object[] {
	const object = objectOf(query.from);
	if (object === undefined) {
		throw refused(400, {
			code: 'INVALID_TYPE',
			message: `sObject type '${query.from}' is not supported.`,
		});
	}
	checkSelection(object, query.select);
	return rowsOf(state, object, query, scope === 'all' ? state.bin[object] : [])
		.slice(0, query.limit)
		.map((row) => show(state, object, query.select, row));
}
