import { refused } from './errors.ts';
import { longId } from './identifiers.ts';
import type { ObjectName } from './identifiers.ts';
import { fieldOf } from './schema.ts';
import type { Field } from './schema.ts';
import type { Expression, Query } from './soql-parser.ts';
import { likeExpression, textOfLiteral } from './soql-tokens.ts';
import type { Token } from './soql-tokens.ts';
import type { SalesforceRow } from './state.ts';

export type Value = boolean | number | string | null;

/** A condition on a row. */
type Test = (row: SalesforceRow) => boolean;

const noSuchField = (object: string, name: string) =>
	refused(400, {
		code: 'INVALID_FIELD',
		message: `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
	});

/** Refuses a query that names a field that there is not. */
export function mustField(object: ObjectName, name: string): Field {
	const field = fieldOf(object, name);
	if (field === undefined) throw noSuchField(object, name);
	return field;
}

const QUOTED: readonly string[] = [
	'string',
	'textarea',
	'email',
	'phone',
	'url',
	'picklist',
	'multipicklist',
	'id',
	'reference',
];

/** The value of a literal, if the field's type takes it: numbers and dates stand without quotes. */
function literalOf(field: Field, token: Token): Value {
	const wrong = () =>
		refused(400, {
			code: 'INVALID_FIELD',
			message: `value of filter criterion for field '${field.name}' must be of type ${field.type} and ${QUOTED.includes(field.type) ? 'should' : 'should not'} be enclosed in quotes`,
		});
	if (token.kind === 'word' && token.source.toUpperCase() === 'NULL') return null;
	if (QUOTED.includes(field.type)) {
		if (token.kind !== 'text') throw wrong();
		const text = textOfLiteral(token.source);
		if (field.type !== 'id' && field.type !== 'reference') return text;
		const id = longId(text);
		if (id !== undefined) return id;
		throw refused(400, {
			code: 'INVALID_QUERY_FILTER_OPERATOR',
			message: `invalid ID field: ${text}`,
		});
	}
	if (field.type === 'boolean') {
		if (token.kind === 'word' && /^(?:true|false)$/i.test(token.source))
			return /^true$/i.test(token.source);
		throw wrong();
	}
	if (token.kind !== 'literal') throw wrong();
	const isDate = /^\d{4}-\d{2}-\d{2}/.test(token.source);
	if (field.type === 'date' || field.type === 'datetime') {
		if (!isDate || token.source.includes('T') !== (field.type === 'datetime')) throw wrong();
		return field.type === 'date' ? token.source : new Date(token.source).toISOString();
	}
	if (isDate) throw wrong();
	return Number(token.source);
}

/** Texts are the same in upper and lower case. */
const folded = (value: Value): Value => (typeof value === 'string' ? value.toLowerCase() : value);

function compared(left: Value, right: Value): number {
	const [a, b] = [folded(left), folded(right)];
	if (a === b) return 0;
	return (a ?? '') < (b ?? '') ? -1 : 1;
}

function comparison(
	object: ObjectName,
	{ field: name, operator, values }: Extract<Expression, { kind: 'compare' }>,
): Test {
	const field = mustField(object, name);
	const valueOf = ({ values: own }: SalesforceRow) => own[field.name] ?? null;
	if (operator === 'LIKE') {
		const [token] = values;
		if (token?.kind !== 'text' || !QUOTED.includes(field.type) || field.type === 'id') {
			throw refused(400, {
				code: 'INVALID_QUERY_FILTER_OPERATOR',
				message: `invalid operator on ${field.type} field`,
			});
		}
		const expression = likeExpression(token.source);
		return (row) => expression.test(String(valueOf(row) ?? ''));
	}
	const wanted = values.map((token) => literalOf(field, token));
	if (operator === 'IN' || operator === 'NOT IN') {
		const set = new Set(wanted.map(folded));
		return (row) => set.has(folded(valueOf(row))) === (operator === 'IN');
	}
	const [value = null] = wanted;
	switch (operator) {
		case '=':
			return (row) => compared(valueOf(row), value) === 0;
		case '!=':
			return (row) => compared(valueOf(row), value) !== 0;
		case '<':
			return (row) => valueOf(row) !== null && compared(valueOf(row), value) < 0;
		case '<=':
			return (row) => valueOf(row) !== null && compared(valueOf(row), value) <= 0;
		case '>':
			return (row) => valueOf(row) !== null && compared(valueOf(row), value) > 0;
		case '>=':
			return (row) => valueOf(row) !== null && compared(valueOf(row), value) >= 0;
	}
}

/** What WHERE asks of a row. */
export function testOf(object: ObjectName, expression: Expression | undefined): Test {
	if (expression === undefined) return () => true;
	switch (expression.kind) {
		case 'compare':
			return comparison(object, expression);
		case 'not': {
			const test = testOf(object, expression.of);
			return (row) => !test(row);
		}
		case 'all': {
			const tests = expression.of.map((each) => testOf(object, each));
			return (row) => tests.every((test) => test(row));
		}
		case 'any': {
			const tests = expression.of.map((each) => testOf(object, each));
			return (row) => tests.some((test) => test(row));
		}
	}
}

/** What ORDER BY makes of rows. */
export function ordered(object: ObjectName, rows: SalesforceRow[], orderBy: Query['orderBy']) {
	const keys = orderBy.map((key) => ({ ...key, name: mustField(object, key.field).name }));
	return rows.toSorted((one, other) => {
		for (const { name, descending, nullsLast } of keys) {
			const [a, b] = [one.values[name] ?? null, other.values[name] ?? null];
			if (nullsLast && (a === null) !== (b === null)) return a === null ? 1 : -1;
			const order = compared(a, b) * (descending ? -1 : 1);
			if (order !== 0) return order;
		}
		return 0;
	});
}
