import { keepFields, keepFieldsOfText } from '../../../../../../src/policy/field-filter';
import type {
	Admission,
	Attempt,
	RecordedEnd,
	OpenRecord,
	PolicyGate,
} from '../../../../../../src/mcp/server/policy-gate';

/** Lets everything in until it is told otherwise, and keeps the records. */
export class RecordingPolicy implements PolicyGate {
	readonly records: Array<RecordedEnd & { attempt: Attempt; startedAt: number }> = [];
	readonly attempts: Attempt[] = [];
	underWay = 0;
	refusal?: { message: string; retryAfterMs?: number };

	admit(attempt: Attempt): Promise<Admission> {
		this.attempts.push(attempt);
		if (this.refusal) return Promise.resolve({ kind: 'refused', ...this.refusal });
		this.underWay += 1;
		return Promise.resolve({ kind: 'admitted', release: () => (this.underWay -= 1) });
	}

	beginRecord(attempt: Attempt, startedAt: number): OpenRecord {
		const kept = structuredClone(attempt);
		return { end: (end) => this.records.push({ attempt: kept, startedAt, ...end }) };
	}

	filterFields(data: unknown, lists: ReadonlyArray<readonly string[]>) {
		return lists.reduce<unknown>(keepFields, data);
	}

	filterText(text: string, lists: ReadonlyArray<readonly string[]>) {
		return lists.reduce<string>(keepFieldsOfText, text);
	}

	/** How the calls ended so far. */
	get outcomes(): string[] {
		return this.records.map(({ outcome }) => outcome);
	}
}
