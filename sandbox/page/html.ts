/** Text that is HTML already. Only `html` and `raw` make it. */
export interface Html {
	readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escape(value: number | string): string {
	return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

type Part = Html | number | string | readonly Html[];

function textOf(part: Part): string {
	if (typeof part === 'string' || typeof part === 'number') return escape(part);
	if (Array.isArray(part)) return (part as readonly Html[]).map(({ text }) => text).join('');
	return (part as Html).text;
}

/** HTML with values in it; every text among them is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
	const text = parts.reduce((before, part, index) => {
		const value = values[index - 1];
		return `${before}${value === undefined ? '' : textOf(value)}${part}`;
	});
	return { text };
}

/** Our own constant text, which is not escaped. */
export function raw(text: string): Html {
	return { text };
}
