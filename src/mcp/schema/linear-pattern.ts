import { BrandedError } from '../../base/branded-error';
import { spend } from './work-budget';
import { RE2JS } from '../../third-party/re2js';

/** What the validator needs of a pattern. */
export interface Pattern {
	test(text: string): boolean;
	/** Tells it from the others of a schema. */
	toString(): string;
}

/** The pattern has what can only be matched by trying all ways, which takes for ever on some texts. */
export class PatternNotLinear extends BrandedError {
	static override readonly brand: string = 'PatternNotLinear';

	constructor(pattern: string) {
		super(
			`the pattern ${JSON.stringify(pattern)} can take too long to match. Write it without lookaround, backreferences and repetitions of more than 1,000 (minLength and maxLength limit the length of a text)`,
		);
	}
}

/**
 * A pattern of JSON Schema (ECMA-262 with the flag `u`) that is matched in time proportional to the
 * text, whatever the pattern. The budget of the check pays for it.
 *
 * @throws SyntaxError for what is no pattern, PatternNotLinear
 */
export function linearPattern(pattern: string): Pattern {
	new RegExp(pattern, 'u'); // Clients compile it so, and would refuse the tool.
	const compiled = compile(pattern);
	// Automata of many states are slower; an ordinary one takes some ten nanoseconds a character.
	const weight = 1 / 8 + compiled.programSize() / 64;
	return {
		test(text) {
			spend(4 + Math.floor(text.length * weight));
			return compiled.test(text);
		},
		toString: () => pattern,
	};
}

function compile(pattern: string): RE2JS {
	try {
		return RE2JS.compile(RE2JS.translateRegExp(withUnicodeSpaces(pattern)));
	} catch {
		throw new PatternNotLinear(pattern);
	}
}

/** What `\s` matches in ECMA-262; RE2's matches ASCII alone. */
const SPACES =
	'\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';

/** Within a class, `\S` stays what it is in RE2: it would need a subtraction. */
function withUnicodeSpaces(pattern: string): string {
	let inClass = false;
	return pattern.replace(/\\[^]|[[\]]/gu, (part) => {
		if (part === '[' || part === ']') inClass = part === '[';
		if (part === '\\s') return inClass ? SPACES : `[${SPACES}]`;
		return part === '\\S' && !inClass ? `[^${SPACES}]` : part;
	});
}
