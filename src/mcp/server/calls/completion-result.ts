import type { JsonObject } from '../../protocol/json-rpc';

/** The protocol allows no more at once. */
const MOST_VALUES = 100;

/** Of values that stand in a list: those that begin with what was typed, without regard to case,
 * before those that contain it. */
export function toCompletion(values: readonly string[], typed: string): JsonObject {
	const wanted = typed.toLowerCase();
	const found = values
		.map((value) => ({ value, at: value.toLowerCase().indexOf(wanted) }))
		.filter(({ at }) => at >= 0);
	const all = [...found.filter(({ at }) => at === 0), ...found.filter(({ at }) => at > 0)];
	return completionOf(all.map(({ value }) => value));
}

/** @param values all that there are, the best first */
export function completionOf(values: readonly string[]): JsonObject {
	return {
		completion: {
			values: values.slice(0, MOST_VALUES),
			total: values.length,
			hasMore: values.length > MOST_VALUES,
		},
	};
}
