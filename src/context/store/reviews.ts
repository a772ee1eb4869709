import type { Review } from '../context-graph';
import type { EntityType } from '../model/entity';
import type { Tables } from './graph-ports';
import { newId } from './new-id';
import { candidatesOf } from './candidates';
import type { WriteUnit } from './write-unit';

/** Two that may be one: a person decides. The same two are asked about once. */
export async function queueReview(
	unit: WriteUnit,
	pair: { type: EntityType; one: string; other: string; reasons: readonly string[] },
): Promise<void> {
	const [one, other] = [pair.one, pair.other].sort() as [string, string];
	if (one === other) return;
	const known = await unit.tables
		.selectFrom('graph_review')
		.select('id')
		.where('one', '=', one)
		.where('other', '=', other)
		.executeTakeFirst();
	if (known !== undefined) return;
	await unit.tables
		.insertInto('graph_review')
		.values({
			id: newId(unit.now),
			seq: unit.place().seq,
			type: pair.type,
			one,
			other,
			reasons: JSON.stringify(pair.reasons),
			status: 'open',
			created_at: unit.at,
			decided_by: null,
		})
		.execute();
	unit.note({ kind: 'review', entityId: one, type: pair.type, after: other });
}

export async function listReviews(
	tables: Tables,
	{ status = 'open', limit }: { status?: Review['status']; limit: number },
): Promise<Review[]> {
	const rows = await tables
		.selectFrom('graph_review')
		.selectAll()
		.where('status', '=', status)
		.orderBy('seq')
		.limit(limit)
		.execute();
	const candidates = await candidatesOf(
		tables,
		rows.flatMap(({ one, other }) => [one, other]),
	);
	return rows.flatMap((row) => {
		const [one, other] = [candidates.get(row.one), candidates.get(row.other)];
		if (one === undefined || other === undefined) return [];
		const reasons = JSON.parse(row.reasons) as string[];
		const { id, type, created_at: createdAt } = row;
		return [{ id, type, one, other, reasons, status: row.status, createdAt }];
	});
}
