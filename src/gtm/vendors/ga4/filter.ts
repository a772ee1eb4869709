import type { MetricQuery } from '../../analytics/analytics-vendor';

type Filter = NonNullable<MetricQuery['filters']>[number];

function textFilter(fieldName: string, matchType: 'CONTAINS' | 'EXACT', value: string) {
	const caseSensitive = matchType === 'EXACT';
	return { filter: { fieldName, stringFilter: { matchType, value, caseSensitive } } };
}

function expressionOf({ property, operator, value }: Filter) {
	const text = String(value);
	switch (operator) {
		case 'eq':
			return textFilter(property, 'EXACT', text);
		case 'neq':
			return { notExpression: textFilter(property, 'EXACT', text) };
		case 'contains':
			return textFilter(property, 'CONTAINS', text);
	}
}

/** All hold; undefined if there are none. Values are members of the body, so none can change it. */
export function dimensionFilterOf({
	event,
	filters = [],
	among,
}: {
	/** Only events of this name. */
	event?: string;
	filters?: readonly Filter[];
	/** A dimension and the values that it may have. */
	among?: { dimension: string; values: readonly string[] };
}) {
	const expressions = [
		...(event === undefined ? [] : [textFilter('eventName', 'EXACT', event)]),
		...filters.map(expressionOf),
		...(among === undefined
			? []
			: [
					{
						filter: {
							fieldName: among.dimension,
							inListFilter: { values: among.values, caseSensitive: true },
						},
					},
				]),
	];
	return expressions.length === 0 ? undefined : { andGroup: { expressions } };
}
