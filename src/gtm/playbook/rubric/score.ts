import { type Lookup, lookUp } from './look-up';
import type { Rubric, RubricRow } from './rubric';
import { passes } from './test-value';

/** `X`: disqualified, whatever the score. */
export const TIERS = ['A', 'B', 'C', 'D', 'X'] as const;

export type Tier = (typeof TIERS)[number];

export interface Reason {
	/** The id of the row. */
	code: string;
	text: string;
	/** Points of its part. */
	impact: number;
	/** Ids of evidence. */
	evidence: string[];
}

export interface Scored {
	/** 0 to 100, as the next two. */
	score: number;
	fitScore: number;
	intentScore: number;
	tier: Tier;
	/** Share of the fit that is known, by how far it can be relied on: 0 to 1. */
	confidence: number;
	reasons: Reason[];
	disqualifiers: Reason[];
	/** What of the fit is not known, and which tier it would be at best. */
	missing: Array<{ attribute: string; tier: Tier }>;
	/** What sources contradict each other about where it matters, and what it would be if the other one is right. */
	doubts: Array<{ attribute: string; source: string; tier: Tier; score: number }>;
}

/** Rows about one thing: the best that passes counts, and what counts against it. */
interface Group {
	about: string;
	rows: RubricRow[];
	/** The most that it can give. */
	most: number;
}

interface Earned {
	row: RubricRow;
	points: number;
	evidence: string[];
}

/** Scores by the rubric alone: the same picture gives the same score. */
export function scoreByRubric(rubric: Rubric, lookup: Lookup): Scored {
	const base = scoreOnce(rubric, lookup);
	const missing = groupsOf(rubric, 'fit')
		.filter(({ rows, most }) => most > 0 && !rows.some((row) => lookUp(lookup, row)))
		.map(({ about, most }) => ({
			attribute: about,
			tier: base.disqualifiers.length > 0 ? base.tier : tierWith(rubric, base, most),
		}));
	return { ...base, missing, doubts: doubtsOf(rubric, lookup, base) };
}

type Base = Omit<Scored, 'missing' | 'doubts'> & { fitMost: number; fitPoints: number };

function scoreOnce(rubric: Rubric, lookup: Lookup): Base {
	const fit = groupsOf(rubric, 'fit');
	const earnedFit = fit.flatMap((group) => earnedIn(group, lookup));
	const earnedIntent = groupsOf(rubric, 'intent').flatMap((group) => earnedIn(group, lookup));
	const fitMost = fit.reduce((sum, { most }) => sum + most, 0);
	const fitPoints = sumOf(earnedFit);
	const fitScore = fitMost === 0 ? 0 : within((100 * fitPoints) / fitMost);
	const intentScore = intentOf(rubric, earnedIntent);
	const disqualifiers = rubric.rows
		.filter(({ part }) => part === 'disqualifier')
		.flatMap((row) => {
			const found = lookUp(lookup, row);
			return found && passes(row, found.value) ? [reasonOf(row, 0, found.evidence)] : [];
		});
	const score = totalOf(rubric, fitScore, intentScore);
	return {
		score,
		fitScore: Math.round(fitScore),
		intentScore: Math.round(intentScore),
		tier: disqualifiers.length > 0 ? 'X' : tierOf(rubric, score),
		confidence: confidenceOf(fit, fitMost, lookup),
		reasons: [...earnedFit, ...earnedIntent]
			.map(({ row, points, evidence }) => reasonOf(row, points, evidence))
			.toSorted((one, other) => Math.abs(other.impact) - Math.abs(one.impact)),
		disqualifiers,
		fitMost,
		fitPoints,
	};
}

function groupsOf(rubric: Rubric, part: RubricRow['part']): Group[] {
	const rows = rubric.rows.filter((row) => row.part === part);
	return [...Map.groupBy(rows, ({ about }) => about)].map(([about, group]) => ({
		about,
		rows: group,
		most: Math.max(0, ...group.map(({ points }) => points)),
	}));
}

function earnedIn({ rows }: Group, lookup: Lookup): Earned[] {
	const passed = rows.flatMap((row) => {
		const found = lookUp(lookup, row);
		if (found === undefined || !passes(row, wantedOf(row, found.value))) return [];
		return [{ row, points: row.points * found.weight, evidence: found.evidence }];
	});
	const best = passed
		.filter(({ points }) => points > 0)
		.toSorted((one, other) => other.points - one.points)
		.slice(0, 1);
	return [...best, ...passed.filter(({ points }) => points < 0)];
}

/** A question is answered by yes or no; no earns nothing. */
function wantedOf({ about }: RubricRow, value: unknown): unknown {
	return about.startsWith('question.') && value === 'no' ? undefined : value;
}

/** One kind of sign alone is no intent, however strong. */
function intentOf({ oneKindCap }: Rubric, earned: readonly Earned[]): number {
	const kinds = new Set(earned.filter(({ points }) => points >= 1).map(({ row }) => row.about));
	const sum = within(sumOf(earned));
	return kinds.size > 1 ? sum : Math.min(sum, oneKindCap);
}

function confidenceOf(groups: readonly Group[], most: number, lookup: Lookup): number {
	if (most === 0) return 0;
	const known = groups.reduce((sum, { rows, most: points }) => {
		const found = rows.map((row) => lookUp(lookup, row)).find((one) => one !== undefined);
		return sum + (found === undefined ? 0 : points * found.score * found.weight);
	}, 0);
	return Math.round((100 * known) / most) / 100;
}

function tierWith(rubric: Rubric, { fitPoints, fitMost, intentScore }: Base, more: number): Tier {
	const fit = within((100 * (fitPoints + more)) / fitMost);
	return tierOf(rubric, totalOf(rubric, fit, intentScore));
}

/** For which company somebody works: who contradicts that may mean somebody else. */
const WHOSE = 'contact.accountDomain';

/** A contradiction that moves the score farther is one that a person looks at, in points. */
const MATTERS = 15;

function doubtsOf(rubric: Rubric, lookup: Lookup, { tier, score }: Base): Scored['doubts'] {
	const looked = new Set(rubric.rows.map(({ about }) => about));
	return lookup.picture.conflicts.flatMap(({ entity, attribute, others }) => {
		const about = `${entity}.${attribute}`;
		if (about !== WHOSE && !looked.has(about)) return [];
		return others.flatMap(({ value, source }) => {
			const other = scoreOnce(rubric, { ...lookup, instead: { [about]: value } });
			const moved = Math.abs(other.score - score) > MATTERS;
			if (about !== WHOSE && other.tier === tier && !moved) return [];
			return [{ attribute: about, source, tier: other.tier, score: other.score }];
		});
	});
}

function totalOf({ fitShare }: Rubric, fit: number, intent: number): number {
	return Math.round(fitShare * fit + (1 - fitShare) * intent);
}

export function tierOf({ tiers }: Pick<Rubric, 'tiers'>, score: number): Tier {
	if (score >= tiers.A) return 'A';
	if (score >= tiers.B) return 'B';
	return score >= tiers.C ? 'C' : 'D';
}

function reasonOf({ id, text, about }: RubricRow, points: number, evidence: string[]): Reason {
	return { code: id, text: text ?? about, impact: Math.round(points), evidence };
}

const sumOf = (all: readonly Earned[]) => all.reduce((sum, { points }) => sum + points, 0);
const within = (score: number) => Math.min(100, Math.max(0, score));
