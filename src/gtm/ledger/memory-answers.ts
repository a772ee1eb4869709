import {
	type AnswerLedger,
	type Asking,
	type AskingLease,
	type Question,
	type RememberedAnswer,
	type Since,
	answers,
	keptOf,
	sameQuestion,
	subjectOf,
} from './answer-ledger';
import { mentionOf } from './answer-mentions';
import type { MemoryJobs } from './memory-jobs';
import { LEASE_MS } from './once-ledger';
import { canonicalJson } from '../../base/digest';

interface Entry extends RememberedAnswer {
	about: string;
	asked: Question['identity'];
	expiresAt: number;
}

/**
 * @param now milliseconds since 1970
 * @param jobs notes what is pending
 */
export function createMemoryAnswers(
	now: () => number,
	jobs: Pick<MemoryJobs, 'close' | 'note'>,
): AnswerLedger {
	const kept = new Map<string, Entry>();
	const asking = new Map<string, { since: number; leasedUntil: number }>();

	function remembered(question: Question, since: Since): RememberedAnswer | undefined {
		const about = canonicalJson(subjectOf(question));
		const known = [...kept.values()]
			.filter((entry) => entry.about === about && entry.expiresAt > now())
			.toSorted((one, other) => other.at - one.at)
			.find(({ answer, at }) => at >= since(answer) && answers(answer, question));
		return known && { answer: structuredClone(known.answer), at: known.at };
	}

	function leased(question: Question, known?: RememberedAnswer): AskingLease {
		const followed = new Set([known?.answer.handle]);
		const about = canonicalJson(subjectOf(question));
		const lease = { since: now(), leasedUntil: now() + LEASE_MS };
		asking.set(about, lease);
		const isHeld = () => asking.get(about) === lease;
		return {
			async renew() {
				if (isHeld()) lease.leasedUntil = now() + LEASE_MS;
				return await Promise.resolve(isHeld());
			},
			async keep(outcome, ms) {
				kept.set(canonicalJson(sameQuestion(question)), {
					answer: structuredClone(keptOf(outcome, question)),
					about,
					asked: question.identity,
					at: now(),
					expiresAt: now() + ms,
				});
				const { status, handle } = outcome;
				if (handle !== undefined && status === 'pending') {
					jobs.note(question, handle, !followed.has(handle));
					followed.add(handle);
				} else if (handle !== undefined) jobs.close(question, handle);
				await Promise.resolve();
			},
			async letGo(handle) {
				jobs.close(question, handle);
				kept.delete(canonicalJson(sameQuestion(question)));
				await Promise.resolve();
			},
			async end() {
				if (isHeld()) asking.delete(about);
				await Promise.resolve();
			},
		};
	}

	function begin(question: Question, since: Since): Asking {
		const known = remembered(question, since);
		if (known && known.answer.status !== 'pending') return { state: 'remembered', ...known };
		const held = asking.get(canonicalJson(subjectOf(question)));
		if (held && held.leasedUntil > now()) return { state: 'busy', since: held.since };
		const lease = leased(question, known);
		return known ? { state: 'pending', ...known, lease } : { state: 'unasked', lease };
	}

	return {
		begin: async (question, since) => await Promise.resolve(begin(question, since)),
		async forget(identifiers) {
			const isMentioned = mentionOf(identifiers);
			const mentioning = [...kept].filter(([, entry]) => isMentioned(entry));
			for (const [key] of mentioning) kept.delete(key);
			return await Promise.resolve(mentioning.length);
		},
	};
}
