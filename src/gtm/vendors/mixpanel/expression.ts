import type { MetricQuery } from '../../analytics/analytics-vendor';

/** `person.plan` is the profile's property `plan`, anything else one of the event. */
const OF_PERSON = /^person\./;

/**
 * A text from outside as a literal of an expression. Quotes, backslashes and line ends are escaped:
 * the expression ends where we end it.
 *
 * @see https://docs.mixpanel.com/reference/segmentation-expressions
 */
function literal(value: string | number | boolean): string {
	return JSON.stringify(value);
}

export function propertyExpression(name: string): string {
	return OF_PERSON.test(name)
		? `user[${literal(name.replace(OF_PERSON, ''))}]`
		: `properties[${literal(name)}]`;
}

/** What has no number in it counts as 0. */
export function numberExpression(name: string): string {
	return `number(${propertyExpression(name)})`;
}

/** All filters hold; undefined if there are none. */
export function whereExpression(filters: MetricQuery['filters'] = []): string | undefined {
	const conditions = filters.map(({ property, operator, value }) => {
		const left = propertyExpression(property);
		switch (operator) {
			case 'eq':
				return `${left} == ${literal(value)}`;
			case 'neq':
				return `${left} != ${literal(value)}`;
			case 'contains':
				return `${literal(String(value))} in ${left}`;
		}
	});
	return conditions.length === 0 ? undefined : conditions.join(' and ');
}

/**
 * Of profiles, whose properties are `properties` where profiles are asked for. Mixpanel compares
 * capitals, and most profiles have none.
 */
export function emailIs(email: string): string {
	const spellings = [...new Set([email, email.toLowerCase()])];
	return spellings.map((one) => `properties["$email"] == ${literal(one)}`).join(' or ');
}

/** True for longer domains as well: what comes is looked at again. */
export function emailHas(part: string): string {
	return `${literal(part)} in properties["$email"]`;
}

/** Events carry the id with or without the dollar sign, by the age of the project. */
export function isOneOf(distinctIds: readonly string[]): string {
	const list = `[${distinctIds.map(literal).join(', ')}]`;
	return `properties["$distinct_id"] in ${list} or properties["distinct_id"] in ${list}`;
}
