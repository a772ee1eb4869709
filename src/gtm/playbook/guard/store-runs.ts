import { randomUUID } from 'node:crypto';

import type { Database, Store } from '../../../base/database/database';
import { digestOf } from '../../../base/digest';
import type { Transaction } from '../../../third-party/kysely';
import { PLAYBOOK, type RunSchema } from './run-tables';
import { type Begun, type Mode, type Refusal, type RunRules, type Runs } from './runs';

type Tables = Transaction<RunSchema>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ALL_PLAYS = '*';

/** What a question about runs is asked with, all of it digested. */
interface Question {
	play: string;
	subject: string;
	key: string;
	rules: RunRules;
	now: number;
}

/** Runs in a store. @param now milliseconds since 1970 */
export async function openStoreRuns(store: Store, now: () => number): Promise<Runs> {
	const database: Database<RunSchema> = await store.open<RunSchema>(PLAYBOOK);
	const [first] = await database.read(
		async (tables) => await tables.selectFrom('playbook_digest_key').selectAll().execute(),
	);
	const digest = (value: string) => digestOf(value.trim().toLowerCase(), first?.value);
	return {
		async begin(run, mode, rules, leaseMs) {
			return await database.write(async (tables) => {
				const { play } = run;
				const question = {
					play,
					subject: digest(run.subject),
					key: digest(run.key),
					rules,
					now: now(),
				};
				return await begin(tables, question, mode, leaseMs);
			});
		},
		async end(id, { verdict, credits = 0 }) {
			return await database.write(async (tables) => {
				const { numUpdatedRows } = await tables
					.updateTable('playbook_run')
					.set({ ended_at: now(), leased_until: 0, verdict, credits })
					.where('id', '=', id)
					.where('ended_at', 'is', null)
					.executeTakeFirst();
				return numUpdatedRows > 0n;
			});
		},
		async ended(play, subject, since) {
			const row = await database.read(
				async (tables) =>
					await tables
						.selectFrom('playbook_run')
						.select('id')
						.where('play', '=', play)
						.where('subject', '=', digest(subject))
						.where('ended_at', '>=', since)
						.executeTakeFirst(),
			);
			return row !== undefined;
		},
		async stop(play, reason) {
			const values = { reason, since: now() };
			await database.write(
				async (tables) =>
					await tables
						.insertInto('playbook_stop')
						.values({ play, ...values })
						.onConflict((same) => same.column('play').doUpdateSet(values))
						.execute(),
			);
		},
		async goOn(play) {
			const { numDeletedRows } = await database.write(
				async (tables) =>
					await tables.deleteFrom('playbook_stop').where('play', '=', play).executeTakeFirst(),
			);
			return numDeletedRows > 0n;
		},
	};
}

async function begin(
	tables: Tables,
	question: Question,
	mode: Mode,
	leaseMs: number,
): Promise<Begun> {
	const { play, subject, key, now } = question;
	const stopped = await stopOf(tables, play);
	if (stopped) return { status: 'refused', refusals: [stopped] };
	const last = await tables
		.selectFrom('playbook_run')
		.selectAll()
		.where('play', '=', play)
		.where('subject', '=', subject)
		.where('mode', '=', mode)
		.orderBy('at', 'desc')
		.orderBy('id')
		.limit(1)
		.executeTakeFirst();
	if (last?.ended_at === null) {
		if (last.leased_until > now) {
			return { status: 'refused', refusals: [{ code: 'run_in_progress', since: last.at }] };
		}
		await tables
			.updateTable('playbook_run')
			.set({ leased_until: now + leaseMs })
			.where('id', '=', last.id)
			.execute();
		return { status: 'resumed', id: last.id, since: last.at };
	}
	const until = (last?.ended_at ?? -Infinity) + question.rules.coolDownHours * HOUR_MS;
	const cooling: Refusal[] =
		until > now ? [{ code: 'cool_down', until, verdict: last?.verdict ?? null }] : [];
	const refusals = [...cooling, ...(mode === 'live' ? await capsOf(tables, question) : [])];
	if (refusals.length > 0) return { status: 'refused', refusals };
	const id = randomUUID();
	await tables
		.insertInto('playbook_run')
		.values({
			id,
			play,
			subject,
			budget_key: key,
			mode,
			at: now,
			leased_until: now + leaseMs,
			ended_at: null,
			verdict: null,
			credits: 0,
		})
		.execute();
	return { status: 'begun', id };
}

async function stopOf(tables: Tables, play: string): Promise<Refusal | undefined> {
	const row = await tables
		.selectFrom('playbook_stop')
		.selectAll()
		.where('play', 'in', [play, ALL_PLAYS])
		.executeTakeFirst();
	return row && { code: 'kill_switch', reason: row.reason, since: row.since };
}

/** Each cap that is reached. A dry run counts against none. */
async function capsOf(tables: Tables, question: Question): Promise<Refusal[]> {
	const { rules, now } = question;
	const midnight = now - (now % DAY_MS);
	const month = Date.parse(`${new Date(now).toISOString().slice(0, 7)}-01T00:00:00Z`);
	const count = async (who: { subject: string } | { budget_key: string }, since: number) => {
		let runs = tables
			.selectFrom('playbook_run')
			.select(({ fn }) => fn.countAll<number>().as('count'))
			.where('play', '=', question.play)
			.where('mode', '=', 'live')
			.where('at', '>=', since);
		if ('subject' in who) runs = runs.where('subject', '=', who.subject);
		else runs = runs.where('budget_key', '=', who.budget_key);
		return Number((await runs.executeTakeFirst())?.count ?? 0);
	};
	const credits = async () => {
		const row = await tables
			.selectFrom('playbook_run')
			.select(({ fn }) => fn.sum<number>('credits').as('sum'))
			.where('budget_key', '=', question.key)
			.where('at', '>=', month)
			.executeTakeFirst();
		return Number(row?.sum ?? 0);
	};
	const key = { budget_key: question.key };
	const measures: ReadonlyArray<readonly [keyof RunRules, () => Promise<number>]> = [
		['perSubjectMonth', async () => await count({ subject: question.subject }, now - 30 * DAY_MS)],
		['perDay', async () => await count(key, midnight)],
		['perMonth', async () => await count(key, month)],
		['creditsPerMonth', credits],
	];
	const refusals: Refusal[] = [];
	for (const [cap, measure] of measures) {
		const most = rules[cap];
		if (most === undefined) continue;
		const used = await measure();
		if (used >= most) refusals.push({ code: 'cap_reached', cap, used, most });
	}
	return refusals;
}
