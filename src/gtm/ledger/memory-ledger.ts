import { isDeepStrictEqual } from 'node:util';

import {
	type CreditAccount,
	type CreditLedger,
	type CreditReservation,
	type SpentOnDay,
	brokenLimit,
	checkAmount,
	dayOf,
	monthStart,
} from './credit-ledger';
import type { EnrolledPeople, EnrolledPerson } from './enrolled-people';
import type { Ledger } from './ledger';
import { createMemoryAlerts } from './memory-alerts';
import { createMemoryAnswers } from './memory-answers';
import { createMemoryJobs } from './memory-jobs';
import { createMemoryOnce } from './memory-once';
import { type NormalKey, keysOf, normalizedKeys } from './suppression-key';
import type { SuppressionDraft, SuppressionEntry, SuppressionList } from './suppression-list';
import { canonicalJson } from '../../base/digest';
import type { Addition } from '../../base/suppression/suppression-register';

/**
 * A ledger that ends with the process: for tests, and for an n8n that may write nowhere. It is not
 * shared between processes, and grows until it is closed.
 *
 * @param now milliseconds since 1970
 */
export function createMemoryLedger(now: () => number): Ledger {
	const jobs = createMemoryJobs(now);
	return {
		alerts: createMemoryAlerts(),
		credits: createCredits(now),
		answers: createMemoryAnswers(now, jobs),
		enrollments: createMemoryOnce(now),
		jobs,
		people: createPeople(),
		writes: createMemoryOnce(now),
		suppressions: createSuppressions(now),
		close: async () => await Promise.resolve(),
	};
}

function createCredits(now: () => number): CreditLedger {
	interface Entry {
		account: string;
		provider: string;
		unit: string;
		runId: string;
		day: string;
		amount: number;
		caller: string | undefined;
	}
	const entries: Entry[] = [];
	const keyOf = ({ provider, account, unit }: CreditAccount) =>
		canonicalJson({ provider, account, unit });
	const sum = (account: CreditAccount, counts: (entry: Entry) => boolean) =>
		entries
			.filter((entry) => entry.account === keyOf(account) && counts(entry))
			.reduce((total, { amount }) => total + amount, 0);
	const settle = (id: string, amount: number) => {
		checkAmount(amount);
		const entry = entries[Number(id)];
		if (!entry) throw new RangeError(`No credits are reserved under ${id}`);
		entry.amount = amount;
	};
	const reserve = ({ account, runId, amount, budget }: CreditReservation) => {
		checkAmount(amount);
		const day = dayOf(now());
		const caller = budget.ofCaller?.caller;
		const isTheirs = (entry: Entry) => caller !== undefined && entry.caller === caller;
		const month = monthStart(now());
		const spent = {
			perRun: sum(account, (entry) => entry.runId === runId),
			perDay: sum(account, (entry) => entry.day === day),
			callerPerDay: sum(account, (entry) => isTheirs(entry) && entry.day === day),
			callerPerMonth: sum(account, (entry) => isTheirs(entry) && entry.day >= month),
		};
		const broken = brokenLimit({ amount, budget }, spent);
		if (broken) return broken;
		const { provider, unit } = account;
		const entry = { account: keyOf(account), provider, unit, runId, day, amount, caller };
		const count = entries.push(entry);
		return { granted: true as const, id: String(count - 1) };
	};
	return {
		reserve: async (reservation) => await Promise.resolve(reserve(reservation)),
		commit: async (id, amount) => await Promise.resolve(settle(id, amount)),
		refund: async (id) => await Promise.resolve(settle(id, 0)),
		spent: async (account, during) =>
			await Promise.resolve(
				sum(account, (entry) =>
					'day' in during ? entry.day === during.day : entry.runId === during.runId,
				),
			),
		spentByDay: async (since) =>
			await Promise.resolve(byDay(entries.filter(({ day, amount }) => day >= since && amount > 0))),
	};
}

function byDay(entries: readonly SpentOnEntry[]): SpentOnDay[] {
	const groups = Map.groupBy(entries, ({ provider, unit, day }) => `${day} ${provider} ${unit}`);
	return [...groups.keys()].toSorted().flatMap((key) => {
		const all = groups.get(key) ?? [];
		const spent = all.reduce((total, { amount }) => total + amount, 0);
		return all.slice(0, 1).map(({ provider, unit, day }) => ({ provider, unit, day, spent }));
	});
}

type SpentOnEntry = Omit<SpentOnDay, 'spent'> & { amount: number };

function createPeople(): EnrolledPeople {
	const all = new Map<string, EnrolledPerson>();
	return {
		get: async (person) => await Promise.resolve(all.get(canonicalJson(person))),
		async put(person, known) {
			all.set(canonicalJson(person), known);
			await Promise.resolve();
		},
	};
}

function createSuppressions(now: () => number): SuppressionList {
	const entries = new Map<string, SuppressionEntry>();
	const holds = (one: SuppressionEntry | undefined) =>
		one !== undefined && (one.expiresAt ?? Infinity) > now();
	const write = (key: NormalKey, { expiresAt, reason, source }: SuppressionDraft): Addition => {
		const id = canonicalJson(key);
		const before = entries.get(id);
		const told = {
			...key,
			reason,
			...(source !== undefined && { source }),
			...(expiresAt !== undefined && { expiresAt }),
		};
		if (before && holds(before) && isDeepStrictEqual({ ...told, at: before.at }, before)) {
			return 'unchanged';
		}
		entries.set(id, { ...told, at: now() });
		return before && holds(before) ? 'updated' : 'created';
	};
	return {
		async add(drafts) {
			const keys = normalizedKeys(drafts);
			return await Promise.resolve(
				drafts.map((draft, index) => write(keys[index] as NormalKey, draft)),
			);
		},
		async remove(keys) {
			return await Promise.resolve(
				normalizedKeys(keys).map((key) => entries.delete(canonicalJson(key))),
			);
		},
		async find(record, place) {
			const found = keysOf(record, place).map((key) => entries.get(canonicalJson(key)));
			const { value: _, ...suppression } = found.find(holds) ?? { value: '' };
			return await Promise.resolve('at' in suppression ? suppression : undefined);
		},
		async list({ kind, scope, limit }) {
			const all = [...entries.values()]
				.filter(holds)
				.filter((one) => kind === undefined || one.kind === kind)
				.filter((one) => scope === undefined || one.scope === scope)
				.toSorted((a, b) => b.at - a.at);
			return await Promise.resolve(all.slice(0, limit));
		},
	};
}
