import { randomBytes } from 'node:crypto';

import type { Database, Store } from '../../base/database/database';
import { SUPPRESSIONS } from '../../base/suppression/suppression-tables';
import type { Caller, ContextGraph } from '../context-graph';
import { audit, statistics } from './audit';
import { changesSince, lastChanges } from './changes-since';
import { recordDecision, recordOutcome } from './decisions';
import { explain } from './explain';
import { exportRows } from './export-rows';
import { forget } from './forget';
import { checkActionOn, checkActionsOn } from './check-actions';
import { getContext } from './get-context';
import { GRAPH_PART } from './graph-part';
import type { GraphPorts, OpenGraph } from './graph-ports';
import { importRows } from './import-rows';
import { listEnrollments } from './list-enrollments';
import { decideReview, mergeSubjects, undoMerge } from './merges';
import { recordFacts } from './record-facts';
import { recordEnrollment, recordEvent, recordLink } from './record-happenings';
import { replaceRecord, withdrawRecord } from './replace-record';
import { resolveSubject, toResolution } from './resolve-subject';
import { correct, retract } from './retract';
import { listReviews } from './reviews';
import type { GraphSchema } from './schema';
import { search } from './search';
import { rebuildWinners } from './rebuild-winners';
import { type Deed, keepInSession, listSessions, readSession } from './sessions';
import { changeSettings, readSettings } from './settings';
import { createShownCounts } from './shown-counts';
import { readSources, saveSource } from './sources';
import { releaseAll, suppressAll, suppressionsBy } from './suppressions';

/** The graph over a store: each operation is a module of its own, and is said here once. */
export async function openGraphStore(
	store: Pick<Store, 'open' | 'scrub'>,
	ports: GraphPorts,
): Promise<ContextGraph> {
	await store.open(SUPPRESSIONS);
	const database = await store.open<GraphSchema>(GRAPH_PART);
	const secret = await digestKeyOf(database);
	const graph: OpenGraph = { ...ports, database, secret, scrub: async () => await store.scrub() };
	const shown = createShownCounts(graph);
	/** Keeps in the caller's session what was read or done. */
	const kept = async <Result>(
		result: Result,
		caller: Caller | undefined,
		deed: Deed,
	): Promise<Result> => {
		await keepInSession(graph, caller, deed);
		return result;
	};
	const wrote = async <Result extends { entityId: string } | undefined>(
		result: Result,
		caller: Caller | undefined,
		operation: string,
		detail?: Record<string, unknown>,
	) =>
		result === undefined
			? result
			: await kept(result, caller, {
					action: 'wrote',
					operation,
					entityId: result.entityId,
					...(detail && { detail }),
				});
	return {
		async getContext(question, caller) {
			const answer = await getContext(graph, question, caller);
			shown.add(answer);
			if (shown.isFull()) await shown.flush();
			const { contact, account } = answer;
			const attributes = [contact, account].flatMap((side) => Object.keys(side?.facts ?? {}));
			const entityId = contact?.id ?? account?.id;
			return await kept(answer, caller, {
				action: 'read',
				operation: 'get_context',
				...(entityId !== undefined && { entityId }),
				detail: { intent: answer.meta.intent, status: answer.status, attributes },
			});
		},
		async checkAction(subject, action, request, caller) {
			const verdict = await checkActionOn(graph, subject, action, request);
			const { allowed, blocks, entityId } = verdict;
			return await kept(verdict, caller, {
				action: 'read',
				operation: 'check_action',
				...(entityId !== undefined && { entityId }),
				detail: { action, allowed, codes: blocks.map(({ code }) => code) },
			});
		},
		checkActions: async (checks) => await checkActionsOn(graph, checks),
		async explain(subject, attribute, caller) {
			const explanation = await explain(graph, subject, attribute, caller?.viewer);
			if (explanation === undefined) return undefined;
			const { entityId } = explanation;
			const deed = {
				action: 'read',
				operation: 'explain',
				entityId,
				detail: { attribute },
			} as const;
			return await kept(explanation, caller, deed);
		},
		async search(query, caller) {
			const page = await search(graph, query, caller?.viewer);
			const detail = { found: page.found.length };
			return await kept(page, caller, { action: 'read', operation: 'search', detail });
		},
		changesSince: async (query) => await changesSince(graph, query),
		lastChanges: async ({ limit }) => await lastChanges(graph, limit),
		resolve: async (subject) =>
			await database.read(
				async (tables) => await toResolution(tables, await resolveSubject(tables, subject)),
			),
		upsertFacts: async (draft, caller) => {
			const report = await recordFacts(graph, draft);
			const { changed, recorded } = report;
			return await wrote(report, caller, 'upsert_facts', { changed, recorded });
		},
		replaceRecord: async (draft) => await replaceRecord(graph, draft),
		withdrawRecord: async (identifier, provenance) =>
			await withdrawRecord(graph, identifier, provenance),
		sources: async () => await database.read(async (tables) => await readSources(tables)),
		saveSource: async (progress, revision) => await saveSource(graph, progress, revision),
		retract: async (id, why, caller) =>
			await wrote(await retract(graph, id, why), caller, 'retract', { observation: id }),
		correct: async (subject, correction, caller) =>
			await wrote(await correct(graph, subject, correction), caller, 'correct', {
				attribute: correction.attribute,
			}),
		recordEvent: async (subject, event, provenance, caller) =>
			await wrote(await recordEvent(graph, subject, event, provenance), caller, 'record_event', {
				type: event.type,
			}),
		link: async (from, relation, to, provenance, caller) =>
			await wrote(await recordLink(graph, { from, relation, to }, provenance), caller, 'link', {
				relation,
			}),
		recordEnrollment: async (subject, enrollment, provenance) =>
			await recordEnrollment(graph, subject, enrollment, provenance),
		async suppress(draft, provenance) {
			const [addition = 'unchanged'] = await suppressAll(graph, [draft], provenance);
			return addition;
		},
		suppressionsBy: async (identifiers) => await suppressionsBy(graph, identifiers),
		suppressAll: async (drafts, provenance) => await suppressAll(graph, drafts, provenance),
		async release(identifier, scope, provenance) {
			const [released = false] = await releaseAll(graph, [{ identifier, scope }], provenance);
			return released;
		},
		releaseAll: async (keys, provenance) => await releaseAll(graph, keys, provenance),
		recordDecision: async (subject, decision, caller) =>
			await wrote(await recordDecision(graph, subject, decision), caller, 'record_decision', {
				kind: decision.kind,
			}),
		recordOutcome: async (id, outcome) => await recordOutcome(graph, id, outcome),
		reviews: async (query) =>
			await database.read(async (tables) => await listReviews(tables, query)),
		decideReview: async (id, verdict, actor) => await decideReview(graph, id, verdict, actor),
		merge: async (winner, loser, why) => await mergeSubjects(graph, winner, loser, why),
		undoMerge: async (id, actor) => await undoMerge(graph, id, actor),
		session: async (id) => await readSession(graph, id),
		sessions: async (query) => await listSessions(graph, query),
		enrollments: async (query) => await listEnrollments(graph, query),
		forget: async (subject, actor) => await forget(graph, subject, actor),
		export: (caller) => exportRows(graph, caller?.viewer),
		import: async (rows, onProgress) => await importRows(graph, rows, onProgress),
		async audit() {
			await shown.flush();
			return await audit(graph);
		},
		statistics: async () => await statistics(graph),
		settings: async () => await readSettings(graph),
		changeSettings: async (change, actor) => await changeSettings(graph, change, actor),
		finishRebuilding: async () => await rebuildWinners(graph),
		close: async () => await shown.flush(),
	};
}

const DIGEST_KEY = 'digest_key';

/** Made once: of several who open a new store at once, one makes it. */
async function digestKeyOf(database: Database<GraphSchema>): Promise<string> {
	return await database.write(async (tables) => {
		const value = randomBytes(32).toString('hex');
		await tables
			.insertInto('graph_setting')
			.values({ name: DIGEST_KEY, value })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const kept = await tables
			.selectFrom('graph_setting')
			.select('value')
			.where('name', '=', DIGEST_KEY)
			.executeTakeFirstOrThrow();
		return kept.value;
	});
}
