import { digestOf } from '../../base/digest';
import { estimateTokensOf } from '../budget/estimate-tokens';
import { fitBudget, type Section } from '../budget/fit-budget';
import { checkAction } from '../check-action/check-action';
import type { ActionPolicy } from '../check-action/policy';
import { gapsOf, type Intent } from '../facts/gaps';
import type { Rules } from '../facts/rules';
import type { EntityType } from '../model/entity';
import { actionPictureOf } from './action-picture-of';
import type { SourceLag } from '../model/source';
import { savedBy } from './saved';
import { type ContextAnswer, INCLUDES, type Include } from './context-answer';
import type { Picture, Side } from './picture';
import { isOpen, showColleague, showDeal, showSignals, showTimeline } from './show-around';
import { type Shown, showFacts } from './show-facts';
import type { Viewer } from './viewer';

export interface ComposeSettings {
	rules: Rules;
	policy: ActionPolicy;
	intent: Intent;
	budget: number;
	fields?: readonly string[];
	include?: readonly Include[];
	maxAgeDays?: number;
	viewer?: Omit<Viewer, 'name'>;
}

/** Of tokens, if nobody says otherwise. */
export const DEFAULT_BUDGET = 1_500;

const SIDES = ['contact', 'account', 'deal', 'sequence'] as const satisfies readonly EntityType[];

/** What stays of each entity until nothing else is left to cut. */
const KEPT_FACTS = 6;

const IN_REVIEW = 'May be one with another record: a pair waits in the review queue';

/** The meta of an answer, with all of its numbers. */
const META_TOKENS = 120;

/** One answer of all that is known: as much of it as the budget holds, the most wanted first. */
export function composeAnswer(picture: Picture, settings: ComposeSettings): ContextAnswer {
	const { intent, budget } = settings;
	const { now } = picture;
	const sides = SIDES.flatMap((type) => {
		const side = picture[type];
		return side === undefined ? [] : [{ side, shown: showFacts(side, { ...settings, now }) }];
	});
	const parts = partsOf(picture, settings, sides);
	const always = alwaysShown(picture, settings, sides);
	const fixed = META_TOKENS + estimateTokensOf(always);
	const fit = fitBudget(fixed, parts.map(sectionOf), budget);
	const shownOf = (name: string) => {
		const part = parts.find((one) => one.name === name);
		return part?.items.slice(0, fit.shown.get(name) ?? 0) ?? [];
	};
	const entities = Object.fromEntries(
		sides.map(({ side }) => [
			side.type,
			{ id: side.id, facts: Object.assign({}, ...shownOf(`${side.type}.facts`)) as object },
		]),
	);
	const timeline = [...shownOf('contact.timeline'), ...shownOf('account.timeline')] as Array<{
		at: string;
	}>;
	const answer = {
		status: 'resolved',
		...(picture.inReview && { reasons: [IN_REVIEW] }),
		...entities,
		...always,
		closedDeals: shownOf('closedDeals'),
		enrollments: shownOf('enrollments'),
		signals: shownOf('signals'),
		timeline: timeline.sort((one, other) => (one.at < other.at ? 1 : -1)),
		committee: shownOf('committee'),
		precedents: shownOf('precedents'),
	} as Omit<ContextAnswer, 'meta'>;
	const behind = sourcesBehind(picture);
	const tokens = estimateTokensOf(answer) + META_TOKENS;
	return {
		...answer,
		meta: {
			intent,
			asOf: picture.at,
			seq: picture.seq,
			snapshot: snapshotOf(picture),
			tokens,
			budget,
			cut: fit.cut,
			withheld: sides.flatMap(({ shown }) => shown.withheld),
			...(fit.over && { overBudget: true }),
			saved: savedBy(picture, answer, tokens),
			...(behind.length > 0 && { behind }),
		},
	};
}

/** A source that is further behind may have changed what an answer says. */
const BEHIND_SECONDS = 3_600;

/** Of the sources whose facts count in the picture, those that may say something else by now. */
function sourcesBehind(picture: Picture): SourceLag[] {
	const told = SIDES.flatMap((type) => Object.values(picture[type]?.facts ?? {}));
	const sources = new Set(told.map(({ winner }) => winner.source));
	return picture.synced.filter(
		({ source, behindSeconds = Number.POSITIVE_INFINITY, failure }) =>
			sources.has(source) && (behindSeconds > BEHIND_SECONDS || failure !== undefined),
	);
}

/** What is never cut, whatever the budget. */
function alwaysShown(
	picture: Picture,
	{ intent, policy }: ComposeSettings,
	sides: ReadonlyArray<{ side: Side; shown: Shown }>,
) {
	const names = (type: EntityType) => new Set(Object.keys(picture[type]?.facts ?? {}));
	const gaps = gapsOf(intent, { contact: names('contact'), account: names('account') });
	const asked = { action: 'email', picture: actionPictureOf(picture), policy } as const;
	return {
		suppression: [...picture.suppressions],
		mayContact: checkAction({ ...asked, now: picture.now }),
		openDeals: picture.deals.filter(isOpen).map(showDeal),
		missing: gaps.filter(({ entity }) => picture.contact !== undefined || entity === 'account'),
		conflicts: sides.flatMap(({ shown }) => shown.conflicts),
		stale: sides.flatMap(({ shown }) => shown.stale),
	};
}

interface Part {
	name: string;
	items: readonly unknown[];
	keep: number;
}

/** In the order in which they are cut. */
function partsOf(
	picture: Picture,
	{ include = INCLUDES }: ComposeSettings,
	sides: ReadonlyArray<{ side: Side; shown: Shown }>,
): Part[] {
	const wants = (part: Include) => include.includes(part);
	const timeline = wants('timeline') ? showTimeline(picture) : { contact: [], account: [] };
	const closed = picture.deals.filter((deal) => !isOpen(deal)).map(showDeal);
	const around: Part[] = [
		{ name: 'account.timeline', items: timeline.account, keep: 2 },
		{
			name: 'committee',
			items: wants('committee') ? picture.committee.map(showColleague) : [],
			keep: 3,
		},
		{ name: 'closedDeals', items: wants('deals') ? closed : [], keep: 1 },
		{ name: 'contact.timeline', items: timeline.contact, keep: 3 },
		{ name: 'precedents', items: wants('precedents') ? picture.precedents : [], keep: 2 },
		{ name: 'signals', items: wants('signals') ? showSignals(picture) : [], keep: 3 },
	];
	const facts = sides.toReversed().map(({ side, shown }) => ({
		name: `${side.type}.facts`,
		items: shown.facts.map(({ attribute, fact }) => ({ [attribute]: fact })),
		keep: KEPT_FACTS,
	}));
	const enrolled = wants('enrollments') ? picture.enrollments : [];
	return [...around, ...facts, { name: 'enrollments', items: enrolled, keep: enrolled.length }];
}

function sectionOf({ name, items, keep }: Part): Section {
	return { name, costs: items.map((item) => estimateTokensOf(item) + 1), keep };
}

/** The same for the same facts and happenings, whoever asks and for what. */
function snapshotOf(picture: Picture): string {
	const ids = SIDES.map((type) => {
		const side = picture[type];
		if (side === undefined) return [];
		const winners = Object.entries(side.facts).map(([name, { winner }]) => [name, winner.id]);
		return [side.id, winners, [...side.events, ...side.signals].map(({ id }) => id)];
	});
	const { deals, enrollments, suppressions } = picture;
	const around = deals.map(({ id, facts }) => [
		id,
		Object.values(facts).map(({ winner }) => winner.id),
	]);
	return digestOf([ids, around, enrollments, suppressions]).slice(0, 16);
}
