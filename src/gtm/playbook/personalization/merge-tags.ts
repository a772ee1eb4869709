/** `{{firstName}}`, `{{ first_name | there }}`, `[[name]]`, `{%name%}`, `%FIRST_NAME%`, `{first_name}`. */
const TAG =
	/\{\{\s*([^{}|]+?)\s*(?:\|([^{}]*))?\}\}|\[\[\s*([^[\]|]+?)\s*(?:\|([^[\]]*))?\]\]|\{%\s*([^{}%|]+?)\s*(?:\|([^{}%]*))?%\}|%([A-Z][A-Z0-9_]{2,40})%|(?<!\{)\{([a-z][A-Za-z0-9_]{1,40})\}(?!\})/g;

export interface Rendered {
	text: string;
	/** Tags that nothing stands for, as they are written. */
	unfilled: string[];
}

/** The text with its tags filled, as its reader would see it. */
export function renderTags(
	text: string,
	variables: Readonly<Record<string, string | number | boolean | null>>,
): Rendered {
	const unfilled: string[] = [];
	const rendered = text.replaceAll(TAG, (tag, ...parts: Array<string | undefined>) => {
		const [a, fallbackA, b, fallbackB, c, fallbackC, d, e] = parts;
		const name = (a ?? b ?? c ?? d ?? e ?? '').trim();
		const fallback = (fallbackA ?? fallbackB ?? fallbackC)
			?.replace(/^\s*(?:default:)?\s*|["'\s]+$/g, '')
			.replace(/^["']/, '');
		const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
		if (value !== undefined && value !== null && String(value).trim() !== '') return String(value);
		if (fallback !== undefined && fallback !== '') return fallback;
		unfilled.push(tag);
		return tag;
	});
	return { text: rendered, unfilled };
}
