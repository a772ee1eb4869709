/** Which members of a result may leave: names, or paths such as `company.name`. */
export type FieldList = readonly string[];

/** Members that are kept by name; an empty map keeps everything below. */
type Kept = Map<string, Kept>;

/** What stands in place of a text that has no fields to choose from. */
export const WITHHELD_TEXT =
	'This answer was not sent: the caller can receive only selected fields of JSON answers.';

/**
 * A copy with the listed members only.
 *
 * - In lists, and in the list of `{ items: […] }` (what several items of a flow become), the filter
 *   holds for every entry.
 * - A value that is neither object nor list has no fields, and is left out.
 */
export function keepFields(value: unknown, fields: FieldList): unknown {
	const kept = keptOf(fields);
	if (isItemList(value)) return { items: keepIn(value.items, kept) };
	return keepIn(value, kept);
}

/**
 * The same for a text that holds JSON. Any other text is withheld: what cannot be filtered must not
 * get past the filter.
 */
export function keepFieldsOfText(text: string, fields: FieldList): string {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return WITHHELD_TEXT;
	}
	const kept = keepFields(value, fields);
	return kept === undefined ? WITHHELD_TEXT : JSON.stringify(kept);
}

/** A listed parent keeps all of its children, whatever else is listed. */
function keptOf(fields: FieldList): Kept {
	const root: Kept = new Map<string, Kept>();
	const paths = fields.map((field) => field.split('.').map((name) => name.trim()));
	for (const path of paths.toSorted((a, b) => b.length - a.length)) {
		let level = root;
		for (const [depth, name] of path.entries()) {
			const known = depth === path.length - 1 ? undefined : level.get(name);
			const below: Kept = known ?? new Map<string, Kept>();
			level.set(name, below);
			level = below;
		}
	}
	return root;
}

function keepIn(value: unknown, kept: Kept): unknown {
	if (Array.isArray(value)) {
		return value.map((entry) => keepIn(entry, kept)).filter((entry) => entry !== undefined);
	}
	if (typeof value !== 'object' || value === null) return undefined;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
			const below = kept.get(name);
			if (below === undefined) return [];
			const left = below.size === 0 ? member : keepIn(member, below);
			return left === undefined ? [] : [[name, left]];
		}),
	);
}

/** Nothing but `items`: with other members beside it, it is a field like they are. */
function isItemList(value: unknown): value is { items: unknown[] } {
	if (typeof value !== 'object' || value === null) return false;
	const names = Object.keys(value);
	return names.length === 1 && Array.isArray((value as { items?: unknown }).items);
}
