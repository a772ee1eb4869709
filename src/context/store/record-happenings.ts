import type { Written } from '../context-graph';
import { type Relation, RELATIONS } from '../model/edge';
import { type EnrollmentDraft, enrollmentSchema } from '../model/enrollment';
import type { EntityType } from '../model/entity';
import {
	type EventDraft,
	eventSchema,
	OTHER_SIGNAL_HALF_LIFE_DAYS,
	SIGNAL_HALF_LIFE_DAYS,
} from '../model/event';
import { instant } from '../model/instant';
import { type Provenance, provenanceSchema } from '../model/provenance';
import { inAccount, namedIn, type SourceAccount } from '../identity/record-kind';
import { identifiersOf, type Subject, subjectSchema } from '../query/subject';
import { z } from '../../third-party/zod';
import { checked } from './checked';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { identify } from './identify';
import { idOfPlace } from './observation-rows';
import { mainType, readAll, resolveSubject } from './resolve-subject';
import { inWriteUnit, type WriteUnit } from './write-unit';

const linkSchema = provenanceSchema.extend({
	role: z.string().max(120).optional(),
	confidence: z.number().min(0).max(1).optional(),
	heldFrom: instant.optional(),
	heldTo: instant.optional(),
});

export type LinkProvenance = z.input<typeof linkSchema>;

/** Records that something happened; the source's own id makes it one, however often it is told. */
export async function recordEvent(
	graph: OpenGraph,
	subject: Subject,
	draft: EventDraft,
	provenance: Provenance,
): Promise<Written> {
	const event = checked(eventSchema, draft);
	const origin = checked(provenanceSchema, provenance);
	return await inWriteUnit(graph, origin, async (unit) => {
		const { source, account } = origin;
		const { externalId } = event;
		const name = externalId === undefined ? undefined : namedIn(account, externalId);
		const known = await eventNamed(unit.tables, source, name);
		if (known !== undefined) return known;
		const cluster = await findOrMake(unit, subject, origin);
		// As it was told before accounts were told apart.
		const former =
			name === externalId ? undefined : await eventNamed(unit.tables, source, externalId);
		if (former !== undefined && cluster.members.includes(former.entityId)) return former;
		const place = unit.place();
		const { signal } = event;
		const halfLife =
			signal &&
			(signal.halfLifeDays ?? SIGNAL_HALF_LIFE_DAYS[signal.kind] ?? OTHER_SIGNAL_HALF_LIFE_DAYS);
		await unit.tables
			.insertInto('graph_event')
			.values({
				...place,
				entity_id: cluster.anchor,
				type: event.type,
				at: event.at ?? unit.at,
				summary: event.summary ?? null,
				url: event.url ?? null,
				source,
				external_id: name ?? null,
				signal: signal?.kind ?? null,
				strength: signal === undefined ? null : (signal.strength ?? 0.5),
				half_life: halfLife ?? null,
			})
			.execute();
		const change = { entityId: cluster.head, type: cluster.type, name: event.type };
		unit.note({ ...change, kind: 'event', after: event.summary });
		if (signal) unit.note({ ...change, kind: 'signal', name: signal.kind, after: event.summary });
		return { id: idOfPlace(place), entityId: cluster.head, status: 'written', seq: unit.seq };
	});
}

async function eventNamed(
	tables: Tables,
	source: string,
	name: string | undefined,
): Promise<Written | undefined> {
	if (name === undefined) return undefined;
	const row = await tables
		.selectFrom('graph_event')
		.select(['seq', 'position', 'entity_id'])
		.where('source', '=', source)
		.where('external_id', '=', name)
		.executeTakeFirst();
	if (row === undefined) return undefined;
	const { seq, entity_id: entityId } = row;
	return { id: idOfPlace(row), entityId, status: 'known', seq };
}

/** Records how two are related. What is said of the two again changes nothing. */
export async function recordLink(
	graph: OpenGraph,
	ends: { from: Subject; relation: Relation; to: Subject },
	provenance: LinkProvenance,
): Promise<Written> {
	const said = checked(linkSchema, provenance);
	const { relation } = ends;
	if (!Object.hasOwn(RELATIONS, relation)) {
		throw new RangeError(
			`relation: ${relation} must be one of ${Object.keys(RELATIONS).join(', ')}`,
		);
	}
	return await inWriteUnit(graph, said, async (unit) => {
		const from = await findOrMake(unit, ends.from, said, RELATIONS[relation].from);
		const to = await findOrMake(unit, ends.to, said, RELATIONS[relation].to);
		if (from.head === to.head) throw new RangeError('to: is the same as from');
		return await linkIn(unit, { from, relation, to }, said);
	});
}

export async function linkIn(
	unit: WriteUnit,
	{ from, relation, to }: { from: Cluster; relation: Relation; to: Cluster },
	said: z.output<typeof linkSchema>,
): Promise<Written> {
	const row = {
		relation,
		from_id: from.anchor,
		to_id: to.anchor,
		role: said.role ?? null,
		source: said.source,
		account: said.account ?? null,
		confidence: said.confidence ?? 0.8,
		held_from: said.heldFrom ?? null,
		held_to: said.heldTo ?? null,
		observed_at: unit.at,
	};
	const before = await unit.tables
		.selectFrom('graph_edge')
		.select(['seq', 'position', 'role', 'held_from', 'held_to'])
		.where('relation', '=', relation)
		.where('from_id', 'in', from.members)
		.where('to_id', 'in', to.members)
		.where('source', '=', said.source)
		.$if(said.account !== undefined, (query) =>
			query.where((is) =>
				is.or([is('account', 'is', null), is('account', '=', said.account ?? '')]),
			),
		)
		.orderBy('seq', 'desc')
		.executeTakeFirst();
	const isSame =
		before !== undefined &&
		before.role === row.role &&
		before.held_from === row.held_from &&
		before.held_to === row.held_to;
	if (isSame) {
		const { seq } = before;
		return { id: idOfPlace(before), entityId: from.head, status: 'known', seq };
	}
	const place = unit.place();
	await unit.tables
		.insertInto('graph_edge')
		.values({ ...place, ...row })
		.execute();
	const { head: entityId, type } = from;
	unit.note({ kind: 'linked', entityId, type, name: relation, after: to.head });
	return { id: idOfPlace(place), entityId, status: 'written', seq: unit.seq };
}

/** Records where a person stands in a sequence. The last word of a vendor on it counts. */
export async function recordEnrollment(
	graph: OpenGraph,
	subject: Subject,
	draft: EnrollmentDraft,
	provenance: Provenance,
): Promise<Written> {
	const enrollment = checked(enrollmentSchema, draft);
	const origin = checked(provenanceSchema, provenance);
	return await inWriteUnit(graph, origin, async (unit) => {
		const cluster = await findOrMake(unit, subject, origin, 'contact');
		const { head: entityId, anchor, type, members } = cluster;
		const row = {
			provider: enrollment.provider,
			account: origin.account ?? null,
			sequence_id: enrollment.sequenceId,
			sequence_name: enrollment.sequenceName ?? null,
			status: enrollment.status,
			step: enrollment.step ?? null,
			enrolled_at: enrollment.enrolledAt ?? null,
			last_event_at: enrollment.lastEventAt ?? null,
		};
		const before = await unit.tables
			.selectFrom('graph_enrolled')
			.selectAll()
			.where('entity_id', 'in', members)
			.where('provider', '=', row.provider)
			.where('sequence_id', '=', row.sequence_id)
			.$if(origin.account !== undefined, (query) =>
				query.where((is) =>
					is.or([is('account', 'is', null), is('account', '=', origin.account ?? '')]),
				),
			)
			.orderBy('seq', 'desc')
			.executeTakeFirst();
		const { account: _, ...about } = row;
		const said = Object.entries(about) as Array<[keyof typeof about, unknown]>;
		const isSame = said.every(([name, value]) => before?.[name] === value);
		const isOfAccount = row.account === null || before?.account === row.account;
		if (before !== undefined && isSame && isOfAccount) {
			return { id: idOfPlace(before), entityId, status: 'known', seq: before.seq };
		}
		const place = unit.place();
		await unit.tables
			.insertInto('graph_enrolled')
			.values({ ...place, ...row, entity_id: anchor, learned_at: unit.at })
			.execute();
		const values = { before: before?.status, after: row.status };
		// Whose account it is in is no news of the person.
		if (!isSame) {
			unit.note({ kind: 'enrollment', entityId, type, name: row.sequence_id, ...values });
		}
		return { id: idOfPlace(place), entityId, status: 'written', seq: unit.seq };
	});
}

/**
 * The entity that something is recorded for; made if nothing is known of it.
 *
 * @throws RangeError if nothing tells who it is, or several may be meant
 */
export async function findOrMake(
	unit: WriteUnit,
	given: Subject,
	{ source, account }: SourceAccount,
	wanted?: EntityType,
): Promise<Cluster> {
	const subject = ofSource(checked(subjectSchema, given), { source, account });
	const resolved = await resolveSubject(unit.tables, subject, wanted);
	if (resolved.cluster !== undefined) return resolved.cluster;
	if (resolved.status === 'needs_review' || subject.id !== undefined) {
		throw new RangeError(`subject: ${resolved.reasons.join('; ')}`);
	}
	const identifiers = identifiersOf(subject);
	const type = mainType(wanted ?? subject.type, readAll(identifiers)) ?? 'contact';
	const { cluster } = await identify(unit, { type, source, identifiers, facts: [] });
	return cluster;
}

/** With the account in the ids of the source's own records. */
function ofSource(subject: Subject, origin: SourceAccount): Subject {
	const { identifiers } = subject;
	return identifiers === undefined
		? subject
		: { ...subject, identifiers: inAccount(identifiers, origin) };
}
