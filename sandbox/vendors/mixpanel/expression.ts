/** What an expression is asked of: the properties of an event or profile, and those of the user. */
export interface Subject {
	properties: Readonly<Record<string, unknown>>;
	user: Readonly<Record<string, unknown>>;
}

/** The text is no segmentation expression that the emulator knows. */
export class ExpressionProblem extends Error {
	override name = 'ExpressionProblem';
}

type Evaluate = (subject: Subject) => unknown;

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]+|==|!=|[()[\],])/y;

function tokensOf(text: string): string[] {
	const tokens: string[] = [];
	const pattern = new RegExp(TOKEN);
	while (text.slice(pattern.lastIndex).trim() !== '') {
		const at = pattern.lastIndex;
		const token = pattern.exec(text)?.[1];
		if (token === undefined) throw new ExpressionProblem(`unable to parse at character ${at}`);
		tokens.push(token);
	}
	return tokens;
}

/** Recursive descent, a method a rule. */
class Parser {
	readonly #tokens: readonly string[];
	#at = 0;

	constructor(text: string) {
		this.#tokens = tokensOf(text);
	}

	whole(): Evaluate {
		const evaluate = this.#or();
		if (this.#at < this.#tokens.length) throw this.#unexpected();
		return evaluate;
	}

	#or(): Evaluate {
		const parts = [this.#and()];
		while (this.#optional('or')) parts.push(this.#and());
		const [only] = parts;
		if (parts.length === 1 && only !== undefined) return only;
		return (subject) => parts.some((part) => part(subject) === true);
	}

	#and(): Evaluate {
		const parts = [this.#comparison()];
		while (this.#optional('and')) parts.push(this.#comparison());
		const [only] = parts;
		if (parts.length === 1 && only !== undefined) return only;
		return (subject) => parts.every((part) => part(subject) === true);
	}

	#comparison(): Evaluate {
		const left = this.#primary();
		if (this.#optional('==')) {
			const right = this.#primary();
			return (subject) => left(subject) === right(subject);
		}
		if (this.#optional('!=')) {
			const right = this.#primary();
			return (subject) => left(subject) !== right(subject);
		}
		if (!this.#optional('in')) return left;
		const right = this.#primary();
		return (subject) => isIn(left(subject), right(subject));
	}

	#primary(): Evaluate {
		const token = this.#tokens[this.#at] ?? '';
		this.#at += 1;
		if (/^["-\d]/.test(token) || token === 'true' || token === 'false') {
			const value = JSON.parse(token) as unknown;
			return () => value;
		}
		if (token === '[') return this.#items();
		if (token === 'number') {
			this.#expect('(');
			const inner = this.#or();
			this.#expect(')');
			return (subject) => Number(inner(subject));
		}
		if (token !== 'properties' && token !== 'user') {
			this.#at -= 1;
			throw this.#unexpected();
		}
		this.#expect('[');
		const key = this.#primary();
		this.#expect(']');
		return (subject) => member(subject[token], key(subject));
	}

	#items(): Evaluate {
		const items: Evaluate[] = [];
		while (!this.#optional(']')) {
			items.push(this.#primary());
			this.#optional(',');
		}
		return (subject) => items.map((item) => item(subject));
	}

	#optional(token: string): boolean {
		if (this.#tokens[this.#at] !== token) return false;
		this.#at += 1;
		return true;
	}

	#expect(token: string): void {
		if (!this.#optional(token)) throw this.#unexpected();
	}

	#unexpected(): ExpressionProblem {
		return new ExpressionProblem(`unexpected "${this.#tokens[this.#at] ?? 'end'}"`);
	}
}

function member(properties: Subject['properties'], key: unknown): unknown {
	const name = String(key);
	return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function isIn(left: unknown, right: unknown): boolean {
	if (Array.isArray(right)) return right.includes(left);
	return typeof left === 'string' && typeof right === 'string' && right.includes(left);
}

/** @throws ExpressionProblem */
export function parseExpression(text: string): Evaluate {
	return new Parser(text).whole();
}
