import { evidenceOf } from '../evidence';
import { HIDDEN_LETTERS, linksIn } from '../links';
import type { ProspectPicture } from '../picture';
import { firstProblem, type Rubric } from '../rubric/rubric';
import { tierOf } from '../rubric/score';
import { type Decision, type ModelDecision, modelDecisionSchema } from './decision';
import {
	actionFor,
	citedEvidence,
	decisionOf,
	type QualificationInput,
	scoreOf,
	wordOfTier,
} from './qualify';

/** What came of asking a model. */
export interface ModelAnswer {
	/** What it said: an object, or JSON as text, also within a code fence. */
	said?: unknown;
	/** Why it said nothing: it was too slow, or not there. */
	failed?: string;
	model?: string;
}

/** How far a model may move the score of the rubric, in points. */
export const FARTHEST = 15;

type Rejection = Decision['rejected'][number];

/**
 * Takes a model's decision if it holds, and the rubric's otherwise: no lead is left without one. It holds
 * if it has the shape, names evidence that is there, is near to the rubric, and does not overrule what
 * the rubric is certain of.
 */
export function checkDecision(
	rubric: Rubric,
	input: QualificationInput,
	{ said, failed, model }: ModelAnswer,
	farthest = FARTHEST,
): Decision {
	const read = failed === undefined ? readDecision(said) : failure(failed);
	const decision = 'rejected' in read ? undefined : read.decision;
	const answers = decision === undefined ? [] : backed(input.picture, decision.answers);
	const scored = scoreOf(rubric, { ...input, answers });
	const byRubric = decisionOf(rubric, { ...input, answers }, scored);
	const rejected =
		decision === undefined
			? [(read as { rejected: Rejection }).rejected]
			: objections(rubric, input.picture, byRubric, decision, farthest);
	if (decision === undefined || rejected.length > 0) return { ...byRubric, rejected };
	const { score, confidence, reasons } = decision;
	return {
		...byRubric,
		score,
		tier: byRubric.tier === 'X' ? 'X' : tierOf(rubric, score),
		confidence,
		decision: decision.decision,
		decided_by: 'model',
		reasons,
		evidence: citedEvidence(input.picture, reasons),
		next: { action: actionFor(decision.decision) },
		meta: { ...byRubric.meta, ...(model !== undefined && { model }) },
	};
}

function failure(message: string): { rejected: Rejection } {
	return { rejected: { code: 'model_failed', message: message.slice(0, 300) } };
}

function readDecision(said: unknown): { decision: ModelDecision } | { rejected: Rejection } {
	const value = typeof said === 'string' ? jsonIn(said) : said;
	if (value === undefined) {
		return { rejected: { code: 'unreadable', message: 'The model did not answer with JSON' } };
	}
	const parsed = modelDecisionSchema.safeParse(value);
	if (parsed.success) return { decision: parsed.data };
	return { rejected: { code: 'schema', message: firstProblem(parsed.error) } };
}

/** Longest answer that is read, in characters. */
const LONGEST = 100_000;

/** The JSON of a text that is nothing else, but for a code fence. */
function jsonIn(text: string): unknown {
	const bare = text.slice(0, LONGEST).trim();
	const inner = /^```(?:json)?\s*([\s\S]*?)\s*```$/.exec(bare)?.[1] ?? bare;
	try {
		return JSON.parse(inner) as unknown;
	} catch {
		return undefined;
	}
}

/** A yes without evidence that is there is no yes. */
function backed(picture: ProspectPicture, answers: ModelDecision['answers']) {
	const known = new Set(evidenceOf(picture).map(({ id }) => id));
	return answers.filter(
		({ answer, evidence }) =>
			answer !== 'yes' || (evidence.length > 0 && evidence.every((id) => known.has(id))),
	);
}

function objections(
	rubric: Rubric,
	picture: ProspectPicture,
	byRubric: Decision,
	decision: ModelDecision,
	farthest: number,
): Rejection[] {
	const known = new Set(evidenceOf(picture).map(({ id }) => id));
	const cited = [...decision.reasons, ...decision.answers].flatMap(({ evidence }) => evidence);
	const invented = [...new Set(cited)].filter((id) => !known.has(id));
	const distance = Math.abs(decision.score - byRubric.score);
	const texts = [
		...decision.reasons.map(({ text }) => text),
		...decision.answers.map((one) => one.reason),
	];
	const found: Array<Rejection | undefined> = [
		invented.length > 0
			? { code: 'evidence', message: `There is no evidence ${invented.join(', ')} in the context` }
			: undefined,
		byRubric.tier !== 'X' && distance > farthest
			? {
					code: 'distance',
					message: `${decision.score} is ${distance} points from the ${byRubric.score} of the rubric; ${farthest} are allowed`,
				}
			: undefined,
		overrules(rubric, byRubric, decision),
		inconsistent(rubric, decision),
		texts.some((text) => linksIn(text).length > 0 || HIDDEN_LETTERS.test(text))
			? { code: 'link', message: 'A reason holds a link or hidden letters' }
			: undefined,
	];
	return found.filter((one) => one !== undefined);
}

/** A model may be more careful than the rubric, never less. */
const CAUTION: Readonly<Record<Decision['decision'], number>> = {
	route_sales: 0,
	nurture: 1,
	enrich_more: 2,
	human_review: 3,
	disqualify: 4,
};

function overrules(
	{ leastIntent }: Rubric,
	{ decision: word, tier, intent_score, doubts, missing, disqualifiers }: Decision,
	{ decision }: ModelDecision,
): Rejection | undefined {
	const certain =
		tier === 'X' || word === 'human_review' || word === 'enrich_more' || intent_score < leastIntent;
	if (!certain || CAUTION[decision] >= CAUTION[word]) return undefined;
	const why = [
		...disqualifiers,
		...doubts.map((one) => one.attribute),
		...missing.map((one) => one.attribute),
	];
	return {
		code: 'overruled',
		message: `The rubric says ${word} because of ${why.slice(0, 5).join(', ') || 'what is not known'}; the model said ${decision}`,
	};
}

/** The word must not promise more than the score gives. */
function inconsistent(rubric: Rubric, { score, decision }: ModelDecision): Rejection | undefined {
	const tier = tierOf(rubric, score);
	if (CAUTION[decision] >= CAUTION[wordOfTier(tier)]) return undefined;
	return { code: 'inconsistent', message: `A score of ${score} is tier ${tier}, not ${decision}` };
}
