/** The part of HogQL that the emulator reads: one SELECT of the table `events`, or of none. */
export type Expression =
	| { kind: 'value'; value: number | string }
	| { kind: 'placeholder'; name: string }
	/** `person.properties`, or with a key: `properties[…]`. */
	| { kind: 'field'; name: string; key?: Expression }
	| { kind: 'call'; name: string; distinct: boolean; args: Expression[] }
	| { kind: 'comparison'; operator: string; left: Expression; right: Expression[] }
	| { kind: 'and'; parts: Expression[] };

export interface Select {
	columns: Array<{ name: string; expression: Expression }>;
	/** Without one there is a single row of constants, as `SELECT 1 AS one` has it. */
	table?: 'events';
	where: Expression | undefined;
	groupBy: string[];
	orderBy?: { name: string; descending: boolean };
	limit?: Expression;
}

/** The text is no HogQL, or HogQL that the emulator does not know. */
export class SyntaxProblem extends Error {
	override name = 'SyntaxProblem';
}

const TOKEN =
	/\s*(?:(\d+(?:\.\d+)?)|'((?:[^'\\]|\\.)*)'|\{(\w+)\}|([A-Za-z_][\w.]*)|(>=|<=|!=|[=<>(),[\]]))/y;

type TokenKind = 'name' | 'number' | 'placeholder' | 'sign' | 'text';

interface Token {
	kind: TokenKind;
	text: string;
}

function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	const pattern = new RegExp(TOKEN);
	while (text.slice(pattern.lastIndex).trim() !== '') {
		const at = pattern.lastIndex;
		const [, number, quoted, placeholder, name, sign] = pattern.exec(text) ?? [];
		if (number !== undefined) tokens.push({ kind: 'number', text: number });
		else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
		else if (placeholder !== undefined) tokens.push({ kind: 'placeholder', text: placeholder });
		else if (name !== undefined) tokens.push({ kind: 'name', text: name });
		else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
		else throw new SyntaxProblem(`no viable alternative at input '${text.slice(at, at + 20)}'`);
	}
	return tokens;
}

const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='];

/** Recursive descent, a method a rule. */
class Parser {
	readonly #tokens: readonly Token[];
	#at = 0;

	constructor(text: string) {
		this.#tokens = tokensOf(text);
	}

	select(): Select {
		this.#word('SELECT');
		const columns = this.#list(() => this.#column());
		if (this.#at === this.#tokens.length) return { columns, where: undefined, groupBy: [] };
		this.#word('FROM');
		this.#word('events');
		const where = this.#optional('WHERE') ? this.#conjunction() : undefined;
		const groupBy = this.#optional('GROUP') ? this.#names() : [];
		const orderBy = this.#optional('ORDER') ? this.#order() : undefined;
		const limit = this.#optional('LIMIT') ? this.#primary() : undefined;
		if (this.#at < this.#tokens.length) throw this.#unexpected();
		const table = 'events' as const;
		return { columns, table, where, groupBy, ...(orderBy && { orderBy }), ...(limit && { limit }) };
	}

	#column() {
		const expression = this.#primary();
		this.#word('AS');
		return { expression, name: this.#take('name') };
	}

	#names(): string[] {
		this.#word('BY');
		return this.#list(() => this.#take('name'));
	}

	#order() {
		this.#word('BY');
		return { name: this.#take('name'), descending: this.#optional('DESC') };
	}

	#conjunction(): Expression {
		const parts = [this.#comparison()];
		while (this.#optional('AND')) parts.push(this.#comparison());
		return { kind: 'and', parts };
	}

	#comparison(): Expression {
		const left = this.#primary();
		if (this.#optional('IN')) {
			return { kind: 'comparison', operator: 'in', left, right: this.#arguments() };
		}
		const operator = COMPARISONS.find((sign) => this.#isSign(sign));
		if (operator === undefined) return left;
		this.#at += 1;
		return { kind: 'comparison', operator, left, right: [this.#primary()] };
	}

	#primary(): Expression {
		const token = this.#tokens[this.#at];
		this.#at += 1;
		switch (token?.kind) {
			case 'number':
				return { kind: 'value', value: Number(token.text) };
			case 'text':
				return { kind: 'value', value: token.text };
			case 'placeholder':
				return { kind: 'placeholder', name: token.text };
			case 'name':
				return this.#fieldOrCall(token.text);
			default:
				this.#at -= 1;
				throw this.#unexpected();
		}
	}

	#fieldOrCall(name: string): Expression {
		if (this.#isSign('(')) {
			const distinct = this.#tokens[this.#at + 1]?.text === 'DISTINCT';
			return { kind: 'call', name, distinct, args: this.#arguments() };
		}
		if (!this.#isSign('[')) return { kind: 'field', name };
		this.#at += 1;
		const key = this.#primary();
		this.#sign(']');
		return { kind: 'field', name, key };
	}

	#arguments(): Expression[] {
		this.#sign('(');
		this.#optional('DISTINCT');
		const args = this.#isSign(')') ? [] : this.#list(() => this.#primary());
		this.#sign(')');
		return args;
	}

	#list<Item>(read: () => Item): Item[] {
		const items = [read()];
		while (this.#isSign(',')) {
			this.#at += 1;
			items.push(read());
		}
		return items;
	}

	#isSign(text: string): boolean {
		const token = this.#tokens[this.#at];
		return token?.kind === 'sign' && token.text === text;
	}

	#optional(word: string): boolean {
		const token = this.#tokens[this.#at];
		if (token?.kind !== 'name' || token.text !== word) return false;
		this.#at += 1;
		return true;
	}

	#word(word: string): void {
		if (!this.#optional(word)) throw this.#unexpected();
	}

	#sign(text: string): void {
		if (!this.#isSign(text)) throw this.#unexpected();
		this.#at += 1;
	}

	#take(kind: TokenKind): string {
		const token = this.#tokens[this.#at];
		if (token?.kind !== kind) throw this.#unexpected();
		this.#at += 1;
		return token.text;
	}

	#unexpected(): SyntaxProblem {
		return new SyntaxProblem(`mismatched input '${this.#tokens[this.#at]?.text ?? '<EOF>'}'`);
	}
}

/** @throws SyntaxProblem */
export function parseHogQl(text: string): Select {
	return new Parser(text).select();
}
