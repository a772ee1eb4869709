import { answer } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { notFound } from './errors.ts';
import { API_PATH } from './paths.ts';
import { runQuery } from './run-query.ts';
import { SCHEMAS, objectOf } from './schema.ts';
import type { Field } from './schema.ts';
import { parseSoql } from './soql-parser.ts';
import { malformed } from './soql-tokens.ts';
import type { SalesforceState } from './state.ts';

const on = routesOf<SalesforceState>();

const PAGE = 2_000;

/** The first page of what is left; the rest waits under a name of its own. */
function page(state: SalesforceState, records: object[], totalSize: number, offset: number) {
	const rest = records.slice(PAGE);
	const cursor = `01gHp0000000001-${offset + PAGE}`;
	if (rest.length > 0) state.cursors.set(cursor, rest);
	return answer(200, {
		totalSize,
		done: rest.length === 0,
		...(rest.length > 0 && { nextRecordsUrl: `${API_PATH}/query/${cursor}` }),
		records: records.slice(0, PAGE),
	});
}

/** As a describe shows it, with the members that a client may look at. */
function described({
	name,
	label,
	type,
	readOnly,
	required,
	custom,
	options,
	open,
	unique,
}: Field) {
	return {
		name,
		label,
		type,
		custom: custom === true,
		createable: readOnly !== true,
		updateable: readOnly !== true,
		nillable: required !== true && type !== 'boolean',
		defaultedOnCreate: type === 'boolean' || name === 'OwnerId',
		unique: unique === true,
		deprecatedAndHidden: false,
		inlineHelpText: null,
		restrictedPicklist: options !== undefined && open !== true,
		picklistValues: (options ?? []).map((value) => ({ active: true, label: value, value })),
	};
}

export const readRoutes = [
	on('GET', `${API_PATH}/`, () =>
		answer(200, { sobjects: `${API_PATH}/sobjects`, query: `${API_PATH}/query` }),
	),
	on('GET', `${API_PATH}/query`, ({ query }, { state }) => {
		const soql = query.get('q');
		if (soql === null) throw malformed('A query string has to be specified');
		const records = runQuery(state, parseSoql(soql));
		return page(state, records, records.length, 0);
	}),
	on('GET', `${API_PATH}/queryAll`, ({ query }, { state }) => {
		const soql = query.get('q');
		if (soql === null) throw malformed('A query string has to be specified');
		const records = runQuery(state, parseSoql(soql), 'all');
		return page(state, records, records.length, 0);
	}),
	on('GET', `${API_PATH}/query/{cursor}`, ({ params }, { state }) => {
		const records = state.cursors.get(params.cursor);
		if (records === undefined) throw notFound();
		const offset = Number(params.cursor.slice(params.cursor.lastIndexOf('-') + 1));
		return page(state, records, offset + records.length, offset);
	}),
	on('GET', `${API_PATH}/sobjects/{object}/describe`, ({ params }) => {
		const object = objectOf(params.object);
		if (object === undefined) throw notFound();
		return answer(200, {
			name: object,
			custom: false,
			fields: SCHEMAS[object].fields.map(described),
		});
	}),
];
