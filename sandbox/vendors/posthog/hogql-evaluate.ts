import { AGGREGATES, applyFunction } from './hogql-functions.ts';
import type { Value } from './hogql-functions.ts';
import { SyntaxProblem } from './hogql-syntax.ts';
import type { Expression, Select } from './hogql-syntax.ts';

/** A row of the table `events`: plain fields, and maps of properties. */
export type EventRow = Readonly<Record<string, Value | Readonly<Record<string, Value>>>>;

export type Placeholders = Readonly<Record<string, unknown>>;

type Call = Extract<Expression, { kind: 'call' }>;

const isAggregate = ({ name }: Call) => Object.hasOwn(AGGREGATES, name);

/** Evaluates one select over rows, with the values that its placeholders stand for. */
class Evaluation {
	readonly #values: Placeholders;

	constructor(values: Placeholders) {
		this.#values = values;
	}

	/** @param group the rows of the group, of which `row` is the first */
	of(expression: Expression, row: EventRow | undefined, group: readonly EventRow[]): Value {
		switch (expression.kind) {
			case 'value':
				return expression.value;
			case 'placeholder':
				return this.#placeholder(expression.name);
			case 'field':
				return this.#field(expression, row);
			case 'call':
				return this.#call(expression, row, group);
			case 'comparison':
				return this.#compare(expression, row, group);
			case 'and':
				return expression.parts.every((part) => this.of(part, row, group) === true);
		}
	}

	#placeholder(name: string): Value {
		const value = this.#values[name];
		if (typeof value === 'string' || typeof value === 'number') return value;
		throw new SyntaxProblem(`Unresolved placeholder: {${name}}`);
	}

	#field({ name, key }: Extract<Expression, { kind: 'field' }>, row: EventRow | undefined): Value {
		const found = row?.[name];
		if (row !== undefined && found === undefined) {
			throw new SyntaxProblem(`Unable to resolve field: ${name}`);
		}
		if (found === undefined || found === null || typeof found !== 'object') return found ?? null;
		const member = key === undefined ? '' : String(this.of(key, row, []));
		return Object.hasOwn(found, member) ? (found[member] ?? null) : null;
	}

	#call(call: Call, row: EventRow | undefined, group: readonly EventRow[]): Value {
		if (!isAggregate(call)) {
			return applyFunction(
				call.name,
				call.args.map((arg) => this.of(arg, row, group)),
			);
		}
		const [arg] = call.args;
		const values = group.map((each) => (arg === undefined ? 1 : this.of(arg, each, [])));
		return AGGREGATES[call.name]?.(call.distinct ? [...new Set(values)] : values) ?? null;
	}

	#compare(
		{ operator, left, right }: Extract<Expression, { kind: 'comparison' }>,
		row: EventRow | undefined,
		group: readonly EventRow[],
	): Value {
		const value = this.of(left, row, group);
		const others = right.map((each) => this.of(each, row, group));
		const [other = null] = others;
		switch (operator) {
			case 'in':
				return others.includes(value);
			case '=':
				return value === other;
			case '!=':
				return value !== other;
			case '>':
				return Number(value) > Number(other);
			case '>=':
				return Number(value) >= Number(other);
			case '<':
				return Number(value) < Number(other);
			default:
				return Number(value) <= Number(other);
		}
	}
}

function hasAggregate(expression: Expression): boolean {
	return (
		expression.kind === 'call' && (isAggregate(expression) || expression.args.some(hasAggregate))
	);
}

function compare(left: Value | undefined, right: Value | undefined): number {
	if (typeof left === 'number' && typeof right === 'number') return left - right;
	return String(left) < String(right) ? -1 : 1;
}

/**
 * The rows that a select answers with.
 *
 * @throws SyntaxProblem for a name or function that is not there
 */
export function evaluate(
	{ columns, where, groupBy, orderBy, limit }: Select,
	rows: readonly EventRow[],
	values: Placeholders,
): Value[][] {
	const evaluation = new Evaluation(values);
	const kept = rows.filter((row) => where === undefined || evaluation.of(where, row, []) === true);
	const byName = (name: string) => columns.findIndex((column) => column.name === name);
	const groups = groupsOf(kept, (row) =>
		groupBy.map((name) => {
			const column = columns[byName(name)];
			if (column === undefined) throw new SyntaxProblem(`Unable to resolve field: ${name}`);
			return evaluation.of(column.expression, row, []);
		}),
	);
	const isGrouped = groupBy.length > 0 || columns.some((each) => hasAggregate(each.expression));
	const chosen =
		isGrouped && groupBy.length === 0 ? [kept] : isGrouped ? groups : kept.map((row) => [row]);
	const answered = chosen.map((group) =>
		columns.map(({ expression }) => evaluation.of(expression, group[0], group)),
	);
	const place = orderBy === undefined ? -1 : byName(orderBy.name);
	const ordered =
		place === -1
			? answered
			: answered.toSorted(
					(a, b) => compare(a[place], b[place]) * (orderBy?.descending === true ? -1 : 1),
				);
	// Without a LIMIT PostHog answers with 100 rows.
	const most = limit === undefined ? 100 : Number(evaluation.of(limit, undefined, []));
	return ordered.slice(0, most);
}

function groupsOf(rows: readonly EventRow[], keyOf: (row: EventRow) => Value[]): EventRow[][] {
	return [...Map.groupBy(rows, (row) => JSON.stringify(keyOf(row))).values()];
}
