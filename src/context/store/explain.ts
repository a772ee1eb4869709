import { canonicalJson } from '../../base/digest';
import { traitsOf } from '../facts/attributes';
import { freshnessOf } from '../facts/freshness';
import type { Rules } from '../facts/rules';
import { isSameValue } from '../facts/same-value';
import { pickWinner, scoreOf, type Winner } from '../facts/winner';
import type { Observation } from '../model/observation';
import type { Explanation } from '../query/explanation';
import type { Subject } from '../query/subject';
import { maySee, type Viewer } from '../query/viewer';
import { asSet } from './as-set';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { toObservation } from './observation-rows';
import { resolveSubject } from './resolve-subject';

type Retractions = ReadonlyMap<string, { reason: string; actor: string; at: string }>;

/** @returns undefined if the subject is not known, or nothing was ever observed that the viewer may see */
export async function explain(
	opened: OpenGraph,
	subject: Subject,
	attribute: string,
	viewer: Omit<Viewer, 'name'> = {},
): Promise<Explanation | undefined> {
	const now = opened.now();
	return await opened.database.read(async (tables) => {
		const { rules, rulesSet } = await asSet(opened, tables);
		const { cluster } = await resolveSubject(tables, subject);
		if (cluster === undefined) return undefined;
		const all = (await observationsOf(tables, cluster, attribute)).filter(({ privacy, licence }) =>
			maySee(viewer, { entity: cluster.type, attribute, privacy, licence }),
		);
		if (all.length === 0) return undefined;
		const retractions = await retractionsOf(tables, cluster);
		const counted = all.filter(({ id }) => !retractions.has(id));
		const { type } = cluster;
		const won = pickWinner(counted, { type, attribute }, { rules, now });
		const halfLifeDays = rules.halfLifeOf(type, attribute);
		return {
			entityId: cluster.head,
			type,
			attribute,
			...(won !== undefined && { value: won.winner.value }),
			because: because(won, { rules, halfLifeDays, now }) + setBy(rulesSet),
			halfLifeDays,
			observations: all.map(({ entityId: _, attribute: __, ...one }) => {
				const retraction = retractions.get(one.id);
				return {
					...one,
					score: scoreOf(one, { rules, halfLifeDays, now }),
					freshness: freshnessOf(one.observedAt, halfLifeDays, now),
					standing: standingOf(one, {
						won,
						cluster,
						attribute,
						now,
						isRetracted: retraction !== undefined,
					}),
					...(retraction && { retraction }),
				};
			}),
		};
	});
}

async function observationsOf(
	tables: Tables,
	{ members }: Cluster,
	attribute: string,
): Promise<Observation[]> {
	const rows = await tables
		.selectFrom('graph_observation as observation')
		.innerJoin('graph_episode as episode', 'episode.seq', 'observation.seq')
		.selectAll('observation')
		.select('episode.at as learned_at')
		.where('observation.entity_id', 'in', members)
		.where('observation.attribute', '=', attribute)
		.orderBy('observation.observed_at', 'desc')
		.orderBy('observation.seq', 'desc')
		.orderBy('observation.position', 'desc')
		.execute();
	return rows.map(toObservation);
}

async function retractionsOf(tables: Tables, { members }: Cluster): Promise<Retractions> {
	const rows = await tables
		.selectFrom('graph_retraction as retraction')
		.innerJoin('graph_episode as episode', 'episode.seq', 'retraction.seq')
		.select(['of_seq', 'of_position', 'reason', 'retraction.actor', 'episode.at'])
		.where('entity_id', 'in', members)
		.execute();
	return new Map(
		rows.map(({ of_seq: seq, of_position: position, reason, actor, at }) => [
			`${seq}-${position}`,
			{ reason, actor, at },
		]),
	);
}

/** The rule with its numbers. */
function because(
	won: Winner | undefined,
	{ rules, halfLifeDays, now }: { rules: Rules; halfLifeDays: number | null; now: number },
): string {
	if (won === undefined) return 'Nothing counts: everything was retracted, or no longer holds.';
	const { winner, challengers } = won;
	const day = winner.observedAt.slice(0, 10);
	if (winner.method === 'asserted') {
		return `A person asserted it (${winner.sourceRef ?? winner.source}, ${day}): that counts more than any score.`;
	}
	const number = (value: number) => value.toFixed(2);
	const score = number(scoreOf(winner, { rules, halfLifeDays, now }));
	const weight = number(rules.weightOf(winner.source));
	const age = halfLifeDays === null ? 'it does not age' : `half-life ${halfLifeDays} days`;
	const rule = `${winner.source} of ${day} has the highest score, ${score}: confidence ${number(winner.confidence)} × weight of the source ${weight}, and ${age}.`;
	const [next] = challengers;
	if (next === undefined) return `${rule} No other source contradicts it.`;
	const other = number(scoreOf(next, { rules, halfLifeDays, now }));
	return `${rule} The next, ${next.source} of ${next.observedAt.slice(0, 10)}, has ${other}.`;
}

function setBy(rulesSet: OpenGraph['rulesSet']): string {
	if (rulesSet === undefined) return '';
	return ` Weights and half-lives as ${rulesSet.by} set them on ${rulesSet.at.slice(0, 10)}.`;
}

function standingOf(
	one: Omit<Observation, 'entityId' | 'attribute'>,
	{
		won,
		cluster,
		attribute,
		now,
		isRetracted,
	}: { won?: Winner; cluster: Cluster; attribute: string; now: number; isRetracted: boolean },
): Explanation['observations'][number]['standing'] {
	if (isRetracted) return 'retracted';
	const at = new Date(now).toISOString();
	if ((one.heldFrom ?? at) > at || (one.heldTo !== undefined && one.heldTo <= at)) return 'not_now';
	if (won === undefined) return 'superseded';
	if (won.winner.id === one.id) return 'counts';
	if (won.challengers.some(({ id }) => id === one.id)) return 'contradicts';
	const traits = traitsOf(cluster.type, attribute);
	const isSame =
		isSameValue(traits, one.value, won.winner.value) ||
		canonicalJson(one.value) === canonicalJson(won.winner.value);
	return isSame ? 'agrees' : 'superseded';
}
