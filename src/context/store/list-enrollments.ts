import { enrollmentStatus } from '../model/enrollment';
import type { EnrollmentEntry, EnrollmentQuery } from '../query/enrollments';
import { subjectSchema } from '../query/subject';
import { z } from '../../third-party/zod';
import { checked } from './checked';
import type { OpenGraph, Tables } from './graph-ports';
import { resolveSubject } from './resolve-subject';

const MOST = 1_000;

const querySchema = z.strictObject({
	subject: subjectSchema.optional(),
	status: enrollmentStatus.optional(),
	provider: z.string().max(60).optional(),
	limit: z.int().min(1).max(MOST),
});

/** @see ContextGraph */
export async function listEnrollments(
	graph: OpenGraph,
	given: EnrollmentQuery,
): Promise<EnrollmentEntry[]> {
	const { subject, status, provider, limit } = checked(querySchema, given);
	return await graph.database.read(async (tables) => {
		const cluster = subject && (await resolveSubject(tables, subject, 'contact')).cluster;
		if (subject !== undefined && cluster === undefined) return [];
		// What came later on the same sequence, of the same person, is the last word.
		let query = tables
			.selectFrom('graph_enrolled as one')
			.innerJoin('graph_entity as person', 'person.id', 'one.entity_id')
			.selectAll('one')
			.select('person.head')
			.where((one) =>
				one.not(
					one.exists(
						one
							.selectFrom('graph_enrolled as later')
							.select('later.seq')
							.whereRef('later.entity_id', '=', 'one.entity_id')
							.whereRef('later.provider', '=', 'one.provider')
							.whereRef('later.sequence_id', '=', 'one.sequence_id')
							// Without an account it may be of any.
							.where((is) =>
								is.or([
									is('later.account', '=', is.ref('one.account')),
									is('later.account', 'is', null),
									is('one.account', 'is', null),
								]),
							)
							.whereRef('later.seq', '>', 'one.seq'),
					),
				),
			);
		if (cluster !== undefined) query = query.where('one.entity_id', 'in', cluster.members);
		if (status !== undefined) query = query.where('one.status', '=', status);
		if (provider !== undefined) query = query.where('one.provider', '=', provider);
		const rows = await query.orderBy('one.seq', 'desc').limit(limit).execute();
		const emails = await emailsOf(
			tables,
			rows.map(({ entity_id: id }) => id),
		);
		return rows.map((row) => {
			const email = emails.get(row.entity_id);
			return {
				entityId: row.head,
				provider: row.provider,
				...(row.account !== null && { account: row.account }),
				sequenceId: row.sequence_id,
				status: row.status,
				learnedAt: row.learned_at,
				...(email !== undefined && { email }),
				...(row.sequence_name !== null && { sequenceName: row.sequence_name }),
				...(row.step !== null && { step: row.step }),
				...(row.enrolled_at !== null && { enrolledAt: row.enrolled_at }),
				...(row.last_event_at !== null && { lastEventAt: row.last_event_at }),
			};
		});
	});
}

async function emailsOf(tables: Tables, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await tables
		.selectFrom('graph_identifier')
		.select(['entity_id', 'value'])
		.where('entity_id', 'in', [...new Set(ids)])
		.where('kind', '=', 'email')
		.execute();
	return new Map(rows.toReversed().map(({ entity_id: id, value }) => [id, value]));
}
