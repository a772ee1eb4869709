import { malformed, tokensOf } from './soql-tokens.ts';
import type { Token } from './soql-tokens.ts';

export type Operator = '!=' | '<' | '<=' | '=' | '>' | '>=' | 'IN' | 'LIKE' | 'NOT IN';

export type Expression =
	| { kind: 'all' | 'any'; of: Expression[] }
	| { kind: 'not'; of: Expression }
	| { kind: 'compare'; field: string; operator: Operator; values: Token[] };

export type Selected =
	{ kind: 'children'; query: Query } | { kind: 'field'; name: string } | { kind: 'standard' };

export interface Query {
	select: Selected[];
	from: string;
	where?: Expression;
	orderBy: Array<{ field: string; descending: boolean; nullsLast: boolean }>;
	limit?: number;
}

const OPERATORS: readonly string[] = ['!=', '<', '<=', '=', '>', '>='] satisfies Operator[];

/** Reads the part of SOQL that the sandbox speaks. Everything else is a malformed query. */
class Parser {
	readonly #tokens: Token[];
	#place = 0;

	constructor(source: string) {
		this.#tokens = tokensOf(source);
	}

	whole(): Query {
		const query = this.#query();
		const rest = this.#tokens[this.#place];
		if (rest !== undefined) throw malformed(`unexpected token: '${rest.source}'`);
		return query;
	}

	#query(): Query {
		this.#expect('SELECT');
		const select = this.#list(() => this.#selected());
		this.#expect('FROM');
		const from = this.#name();
		const where = this.#takes('WHERE') ? this.#any() : undefined;
		const orderBy = this.#takes('ORDER') ? this.#order() : [];
		const limit = this.#takes('LIMIT') ? Number(this.#next().source) : undefined;
		if (limit !== undefined && !Number.isInteger(limit)) throw malformed('LIMIT takes a number');
		return {
			select,
			from,
			orderBy,
			...(where && { where }),
			...(limit !== undefined && { limit }),
		};
	}

	#selected(): Selected {
		if (this.#takes('(')) {
			const query = this.#query();
			this.#expect(')');
			return { kind: 'children', query };
		}
		const name = this.#name();
		if (name.toUpperCase() !== 'FIELDS') return { kind: 'field', name };
		this.#expect('(');
		this.#expect('STANDARD');
		this.#expect(')');
		return { kind: 'standard' };
	}

	#order(): Query['orderBy'] {
		this.#expect('BY');
		return this.#list(() => {
			const field = this.#name();
			const descending = this.#takes('DESC');
			if (!descending) this.#takes('ASC');
			const nullsLast = this.#takes('NULLS') ? this.#takes('LAST') : false;
			return { field, descending, nullsLast };
		});
	}

	#any(): Expression {
		const of = [this.#all()];
		while (this.#takes('OR')) of.push(this.#all());
		const [only] = of;
		return of.length === 1 && only !== undefined ? only : { kind: 'any', of };
	}

	#all(): Expression {
		const of = [this.#term()];
		while (this.#takes('AND')) of.push(this.#term());
		const [only] = of;
		return of.length === 1 && only !== undefined ? only : { kind: 'all', of };
	}

	#term(): Expression {
		if (this.#takes('NOT')) return { kind: 'not', of: this.#term() };
		if (this.#takes('(')) {
			const inner = this.#any();
			this.#expect(')');
			return inner;
		}
		const field = this.#name();
		const not = this.#takes('NOT');
		if (this.#takes('IN')) {
			this.#expect('(');
			const values = this.#list(() => this.#next());
			this.#expect(')');
			return { kind: 'compare', field, operator: not ? 'NOT IN' : 'IN', values };
		}
		if (this.#takes('LIKE')) {
			return { kind: 'compare', field, operator: 'LIKE', values: [this.#next()] };
		}
		const operator = this.#next().source;
		if (!OPERATORS.includes(operator)) throw malformed(`unexpected token: '${operator}'`);
		return { kind: 'compare', field, operator: operator as Operator, values: [this.#next()] };
	}

	#list<Item>(read: () => Item): Item[] {
		const items = [read()];
		while (this.#takes(',')) items.push(read());
		return items;
	}

	#name(): string {
		const token = this.#next();
		if (token.kind !== 'word') throw malformed(`unexpected token: '${token.source}'`);
		return token.source;
	}

	#next(): Token {
		const token = this.#tokens[this.#place];
		if (token === undefined) throw malformed('unexpected token: <EOF>');
		this.#place += 1;
		return token;
	}

	/** Goes on if this is what comes next; a text in quotes is never a word. */
	#takes(word: string): boolean {
		const token = this.#tokens[this.#place];
		const fits = token?.kind !== 'text' && token?.source.toUpperCase() === word;
		if (fits) this.#place += 1;
		return fits;
	}

	#expect(word: string): void {
		if (!this.#takes(word)) {
			throw malformed(`expecting ${word}, found '${this.#tokens[this.#place]?.source ?? '<EOF>'}'`);
		}
	}
}

export const parseSoql = (source: string): Query => new Parser(source).whole();
