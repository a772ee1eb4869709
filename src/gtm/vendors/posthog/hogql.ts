export type HogQlValue = string | number;

/**
 * A part of a query. What comes from outside is a value, bound by PostHog to a placeholder: it is
 * never part of the text, so it cannot become a part of the query.
 */
export interface HogQl {
	/** One more than there are values: a value stands between each two. */
	texts: readonly string[];
	values: readonly HogQlValue[];
}

/** Builds a query of text, values and parts: hogql`event = ${name} AND ${others}`. */
export function hogql(texts: TemplateStringsArray, ...parts: Array<HogQlValue | HogQl>): HogQl {
	return parts.reduce<HogQl>(
		(query, part, index) => {
			const middle = typeof part === 'object' ? part : { texts: ['', ''], values: [part] };
			return joined(joined(query, middle), textOnly(texts[index + 1] ?? ''));
		},
		textOnly(texts[0] ?? ''),
	);
}

/** All parts in one, with `separator` between them. */
export function joinHogQl(parts: readonly HogQl[], separator: ' AND ' | ', '): HogQl {
	return parts.reduce(
		(query, part, index) => (index === 0 ? part : joined(joined(query, textOnly(separator)), part)),
		textOnly(''),
	);
}

/**
 * As PostHog takes it: `{ kind, query, values }` with `{v0}`, `{v1}`, … in the text.
 *
 * @see https://posthog.com/docs/api/queries
 */
export function toHogQlQuery({ texts, values }: HogQl) {
	const query = texts.reduce((text, part, index) => `${text}{v${index - 1}}${part}`);
	return {
		kind: 'HogQLQuery',
		query,
		values: Object.fromEntries(values.map((value, index) => [`v${index}`, value])),
	};
}

function textOnly(text: string): HogQl {
	return { texts: [text], values: [] };
}

function joined(left: HogQl, right: HogQl): HogQl {
	const seam = `${left.texts.at(-1) ?? ''}${right.texts[0] ?? ''}`;
	return {
		texts: [...left.texts.slice(0, -1), seam, ...right.texts.slice(1)],
		values: [...left.values, ...right.values],
	};
}
