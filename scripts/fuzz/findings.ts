import type { Attack } from './attack.ts';
import type { Outcome } from './exchange.ts';

const SHOWN = 600;

interface Finding {
	kind: string;
	problem: string;
	count: number;
	/** The first request and answer of this kind, shortened. */
	request: string;
	answer: string;
}

const shorten = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** What went wrong in a run, counted by kind and problem, and how the rest was answered. */
export class Findings {
	readonly #findings = new Map<string, Finding>();
	readonly #statuses = new Map<string, number>();
	#attacks = 0;
	#slowest = 0;

	/** Notes one attack; `where` begins the kind, for example `port`. */
	add(where: string, attack: Attack, outcome: Outcome, problems: string[]): void {
		this.#attacks += 1;
		if (attack.delivery !== 'stalled') {
			this.#slowest = Math.max(this.#slowest, outcome.milliseconds);
		}
		const status = outcome.status === 0 ? outcome.end : String(outcome.status);
		this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
		for (const problem of problems) {
			this.#note(`${where}: ${attack.kind}`, problem, attack, outcome);
		}
	}

	/** Notes something that is no answer to an attack, such as a crash. */
	addGeneral(kind: string, problem: string): void {
		const known = this.#findings.get(`${kind}\n${problem}`);
		if (known) known.count += 1;
		else this.#findings.set(`${kind}\n${problem}`, { ...EMPTY, kind, problem, count: 1 });
	}

	#note(kind: string, problem: string, attack: Attack, outcome: Outcome): void {
		const known = this.#findings.get(`${kind}\n${problem}`);
		if (known) {
			known.count += 1;
			return;
		}
		const request = shorten(`${attack.head}\n\n${attack.body.toString()}`);
		const answer = shorten(outcome.raw);
		this.#findings.set(`${kind}\n${problem}`, { kind, problem, count: 1, request, answer });
	}

	get attacks(): number {
		return this.#attacks;
	}

	/** Milliseconds; connections that stalled on purpose do not count. */
	get slowest(): number {
		return this.#slowest;
	}

	/** `200: 11, 400: 7`, the most frequent first. */
	get answers(): string {
		const sorted = [...this.#statuses].sort(([, a], [, b]) => b - a);
		return sorted.map(([status, count]) => `${status}: ${count}`).join(', ');
	}

	get all(): Finding[] {
		return [...this.#findings.values()];
	}
}

const EMPTY = { request: '', answer: '' };
