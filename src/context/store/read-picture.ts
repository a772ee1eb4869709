import type { EnrollmentRow } from '../model/enrollment';
import { type Facts, type Picture, type Related, type Side, textOf } from '../query/picture';
import { decisionsOf, precedentsFor } from './decisions';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { lastOfEach } from './last-words';
import { factsOf, sideOf } from './read-sides';
import { readSurroundings } from './read-surroundings';
import { lagsOf } from '../model/source';
import { readSources } from './sources';
import { suppressionsOf } from './suppressions';
import { countAccountTouches, touchesOf } from './touches';
import type { View } from './view';

const MOST_PRECEDENTS = 5;

/** What is shown of a colleague. */
const TELLING_A_PERSON = ['fullName', 'firstName', 'lastName', 'title'];

/** Gathers all that is known around a subject. Reads by indexes only, whatever the size of the store. */
export async function readPicture(
	tables: Tables,
	graph: OpenGraph,
	subject: Cluster,
	view: View,
): Promise<Picture> {
	const around = await readSurroundings(tables, subject, view);
	const { main, account, people, deals, roles } = around;
	const facts = new Map([
		...(await factsOf(tables, graph, [...main, ...deals], view)),
		...(await factsOf(tables, graph, people, view, TELLING_A_PERSON)),
	]);
	const sides = new Map<Cluster['type'], Side>();
	for (const cluster of main) {
		sides.set(cluster.type, await sideOf(tables, cluster, facts.get(cluster.head), view));
	}
	const contact = sides.get('contact');
	const decisions = await decisionsOf(tables, subject.members, view.until);
	const [latest] = decisions;
	return {
		now: view.now,
		at: view.at,
		seq: view.until,
		...Object.fromEntries([...sides].map(([type, side]) => [type, side])),
		deals: relatedOf(deals, facts, roles),
		committee: relatedOf(people, facts, roles),
		enrollments: contact === undefined ? [] : await enrollmentsOf(tables, subject, view),
		suppressions: await suppressionsOf(tables, around.listedBy, view),
		decisions,
		precedents: await precedentsFor(
			tables,
			{
				kinds: latest === undefined ? ['qualify'] : [latest.kind],
				features: latest?.features ?? featuresOf(sides),
				members: subject.members,
			},
			{ until: view.until, limit: MOST_PRECEDENTS },
		),
		touches: contact === undefined ? [] : await touchesOf(tables, subject.members, view),
		accountTouchesThisWeek:
			account === undefined
				? 0
				: await countAccountTouches(
						tables,
						[...subject.members, ...people.flatMap(({ members }) => members)],
						view,
					),
		inReview: await isInReview(tables, subject.members),
		spent: await spentOn(tables, [...sides.values()]),
		synced: view.isPast ? [] : lagsOf(await readSources(tables), view.now),
	};
}

export function relatedOf(
	clusters: readonly Cluster[],
	facts: ReadonlyMap<string, Facts>,
	roles: ReadonlyMap<string, string | undefined>,
): Related[] {
	return clusters.map(({ head, members }) => {
		const role = members.map((id) => roles.get(id)).find((one) => one !== undefined);
		return { id: head, facts: facts.get(head) ?? {}, ...(role !== undefined && { role }) };
	});
}

export async function enrollmentsOf(
	tables: Tables,
	{ members }: Cluster,
	{ until }: View,
): Promise<EnrollmentRow[]> {
	const rows = await tables
		.selectFrom('graph_enrolled')
		.selectAll()
		.where('entity_id', 'in', members)
		.where('seq', '<=', until)
		.orderBy('seq', 'desc')
		.execute();
	const last = lastOfEach(rows, (row) => `${row.provider} ${row.sequence_id}`);
	return last.map((row) => ({
		provider: row.provider,
		...(row.account !== null && { account: row.account }),
		sequenceId: row.sequence_id,
		status: row.status,
		learnedAt: row.learned_at,
		...(row.sequence_name !== null && { sequenceName: row.sequence_name }),
		...(row.step !== null && { step: row.step }),
		...(row.enrolled_at !== null && { enrolledAt: row.enrolled_at }),
		...(row.last_event_at !== null && { lastEventAt: row.last_event_at }),
	}));
}

/** By what a subject without a decision is like others. */
function featuresOf(sides: ReadonlyMap<Cluster['type'], Side>): Record<string, string> {
	const [contact, account] = [sides.get('contact')?.facts, sides.get('account')?.facts];
	const features = {
		seniority: textOf(contact, 'seniority'),
		department: textOf(contact, 'department'),
		persona: textOf(contact, 'persona'),
		tier: textOf(contact, 'tier') ?? textOf(account, 'icpTier'),
		industry: textOf(account, 'industry'),
		country: textOf(account, 'country'),
	};
	return Object.fromEntries(
		Object.entries(features).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}

async function isInReview(tables: Tables, members: readonly string[]): Promise<boolean> {
	// By its ends, not by its status: a long queue must not be read for every answer.
	const reviews = tables.selectFrom('graph_review').select('status');
	const rows = await reviews
		.where('one', 'in', [...members])
		.unionAll(reviews.where('other', 'in', [...members]))
		.execute();
	return rows.some(({ status }) => status === 'open');
}

/** What the sources of the values that count took for them. */
async function spentOn(tables: Tables, sides: readonly Side[]) {
	const writes = sides.flatMap(({ facts }) =>
		Object.values(facts).map(({ winner }) => Number(winner.id.split('-')[0])),
	);
	const happened = sides.flatMap(({ events, signals }) =>
		[...events, ...signals].map(({ id }) => Number(id.split('-')[0])),
	);
	const seqs = [...new Set([...writes, ...happened])];
	if (seqs.length === 0) return [];
	const rows = await tables
		.selectFrom('graph_episode')
		.select(['seq', 'credits', 'tokens'])
		.where('seq', 'in', seqs)
		.execute();
	return rows.map(({ seq, credits, tokens }) => ({
		seq,
		credits: credits ?? 0,
		tokens: tokens ?? 0,
	}));
}
