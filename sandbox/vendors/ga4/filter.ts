import { isRecord } from '../../frame/call.ts';
import { invalid } from './errors.ts';
import { dimensionOf } from './schema.ts';
import type { Hit } from './state.ts';

type Holds = (hit: Hit) => boolean;

/** A FilterExpression: `andGroup`, `notExpression` or a `filter` of text or of a list. */
export function filterOf(expression: unknown): Holds {
	if (!isRecord(expression)) throw invalid('A filter expression must have a value.');
	const { andGroup, notExpression, filter } = expression;
	if (isRecord(andGroup) && Array.isArray(andGroup.expressions)) {
		const parts = andGroup.expressions.map(filterOf);
		return (hit) => parts.every((holds) => holds(hit));
	}
	if (notExpression !== undefined) {
		const holds = filterOf(notExpression);
		return (hit) => !holds(hit);
	}
	if (!isRecord(filter)) throw invalid('A filter expression must have a value.');
	const dimension = dimensionOf(String(filter.fieldName));
	const matches = matcherOf(filter);
	return (hit) => matches(dimension(hit));
}

function matcherOf({ stringFilter, inListFilter }: Record<string, unknown>) {
	if (isRecord(inListFilter) && Array.isArray(inListFilter.values)) {
		const { values } = inListFilter;
		return (text: string) => values.includes(text);
	}
	if (!isRecord(stringFilter)) throw invalid('A filter must have a value.');
	const { matchType, value, caseSensitive } = stringFilter;
	const fold = (text: string) => (caseSensitive === true ? text : text.toLowerCase());
	const wanted = fold(String(value));
	return (text: string) =>
		matchType === 'CONTAINS' ? fold(text).includes(wanted) : fold(text) === wanted;
}
