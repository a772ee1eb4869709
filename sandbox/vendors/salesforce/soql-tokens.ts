import { refused } from './errors.ts';

/** A part of a query: a word, a text in quotes as it stands there, a number, a date or a sign. */
export interface Token {
	kind: 'literal' | 'sign' | 'text' | 'word';
	/** Of a text what is between the quotes, with its escapes. */
	source: string;
	at: number;
}

const PARTS =
	/\s+|'((?:[^'\\]|\\.)*)'|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))?|[+-]?\d+(?:\.\d+)?)|([A-Za-z][\w.]*)|(!=|<=|>=|[=<>(),])/gsy;

export function malformed(message: string) {
	return refused(400, { code: 'MALFORMED_QUERY', message });
}

export function tokensOf(query: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	while (at < query.length) {
		PARTS.lastIndex = at;
		const match = PARTS.exec(query);
		if (match === null) throw malformed(`unexpected token: '${query.slice(at, at + 20)}'`);
		const [all, text, literal, word, sign] = match;
		if (text !== undefined) tokens.push({ kind: 'text', source: text, at });
		else if (literal !== undefined) tokens.push({ kind: 'literal', source: literal, at });
		else if (word !== undefined) tokens.push({ kind: 'word', source: word, at });
		else if (sign !== undefined) tokens.push({ kind: 'sign', source: sign, at });
		at += all.length;
	}
	return tokens;
}

const ESCAPED: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	b: '\b',
	f: '\f',
	'"': '"',
	"'": "'",
	'\\': '\\',
};

/** What a text in quotes means; an escape that there is not is an error. */
export function textOfLiteral(source: string): string {
	return source.replaceAll(/\\(.)/gs, (_all, character: string) => {
		const meant = ESCAPED[character.toLowerCase()];
		if (meant === undefined) throw malformed(`Illegal character sequence: \\${character}`);
		return meant;
	});
}

/** The expression that a LIKE stands for. `%` is anything, `_` one character, unless escaped. */
export function likeExpression(source: string): RegExp {
	const parts = source.match(/\\.|[^\\]/gsu) ?? [];
	const expression = parts.map((part) => {
		if (part === '%') return '.*';
		if (part === '_') return '.';
		const meant = part === '\\%' || part === '\\_' ? part.slice(1) : textOfLiteral(part);
		return meant.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
	});
	return new RegExp(`^${expression.join('')}$`, 'isu');
}
