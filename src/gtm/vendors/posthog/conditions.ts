import type { MetricQuery } from '../../analytics/analytics-vendor';
import type { MetricWindow } from '../../model/metric';
import { type HogQl, hogql, joinHogQl } from './hogql';

/** `person.plan` is the person's property `plan`, anything else one of the event. */
const OF_PERSON = /^person\./;

/** A property by its name; null where the event or person has none. */
export function propertyOf(name: string): HogQl {
	return OF_PERSON.test(name)
		? hogql`person.properties[${name.replace(OF_PERSON, '')}]`
		: hogql`properties[${name}]`;
}

/** As text, whatever PostHog takes its type for; empty where there is none. */
export function textOfProperty(name: string): HogQl {
	return hogql`ifNull(toString(${propertyOf(name)}), '')`;
}

/** ISO times with their zone: without one PostHog would take the project's. */
export function within({ from, to }: MetricWindow): HogQl {
	return hogql`timestamp >= toDateTime(${from}) AND timestamp < toDateTime(${to})`;
}

export function holds({
	property,
	operator,
	value,
}: NonNullable<MetricQuery['filters']>[number]): HogQl {
	const text = textOfProperty(property);
	const wanted = String(value);
	switch (operator) {
		case 'eq':
			return hogql`${text} = ${wanted}`;
		case 'neq':
			return hogql`${text} != ${wanted}`;
		case 'contains':
			return hogql`positionCaseInsensitive(${text}, ${wanted}) > 0`;
	}
}

export function allOf(conditions: readonly HogQl[]): HogQl {
	return joinHogQl(conditions, ' AND ');
}

/** `(a, b)` */
export function valueList(values: readonly string[]): HogQl {
	return hogql`(${joinHogQl(
		values.map((value) => hogql`${value}`),
		', ',
	)})`;
}
