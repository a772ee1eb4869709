import { evidenceOf } from '../evidence';
import { textAt, type ProspectPicture } from '../picture';
import type { Answer } from '../rubric/look-up';
import type { Rubric } from '../rubric/rubric';
import { type Reason, type Scored, type Tier, scoreByRubric } from '../rubric/score';
import { type Decision, DECISION_SCHEMA, type DecisionWord } from './decision';

export interface QualificationInput {
	picture: ProspectPicture;
	/** The address that the lead gave. */
	email?: string;
	/** Whether enrichment was tried already: then what is missing goes to a person. */
	enriched?: boolean;
	answers?: readonly Answer[];
}

/** What a tier leads to if nothing is in doubt. */
const BY_TIER: Readonly<Record<Tier, DecisionWord>> = {
	A: 'route_sales',
	B: 'route_sales',
	C: 'nurture',
	D: 'disqualify',
	X: 'disqualify',
};

const NEXT: Readonly<Record<DecisionWord, string>> = {
	route_sales: 'task for the owner',
	nurture: 'nurture sequence',
	enrich_more: 'enrich what is missing, then decide again',
	human_review: 'task for a person to decide',
	disqualify: 'none',
};

/** Decides by the rubric alone. */
export function qualify(rubric: Rubric, input: QualificationInput): Decision {
	return decisionOf(rubric, input, scoreOf(rubric, input));
}

export function scoreOf(rubric: Rubric, input: QualificationInput): Scored {
	return scoreByRubric(rubric, {
		picture: input.picture,
		...(input.email !== undefined && { email: input.email }),
		ownDomains: rubric.ownDomains,
		answers: input.answers ?? [],
	});
}

export function decisionOf(
	rubric: Rubric,
	{ picture, email, enriched = false }: QualificationInput,
	scored: Scored,
): Decision {
	const decision = wordFor(rubric, picture, scored, enriched);
	const reasons = [...scored.disqualifiers, ...scored.reasons].slice(0, 8);
	const address = email ?? textAt(picture, 'contact.email');
	const domain = textAt(picture, 'account.domain');
	return {
		schema: DECISION_SCHEMA,
		subject: {
			...(picture.contact && { contact_id: picture.contact.id }),
			...(picture.account && { account_id: picture.account.id }),
			...(address !== undefined && { email: address }),
			...(domain !== undefined && { domain }),
		},
		score: scored.tier === 'X' ? 0 : scored.score,
		fit_score: scored.fitScore,
		intent_score: scored.intentScore,
		tier: scored.tier,
		confidence: scored.confidence,
		decision,
		decided_by: 'rubric',
		rejected: [],
		reasons,
		evidence: citedEvidence(picture, reasons),
		disqualifiers: scored.disqualifiers.map(({ code }) => code),
		missing: scored.missing.map(({ attribute, tier }) => ({
			attribute,
			would_change_tier: tier !== scored.tier,
		})),
		doubts: scored.doubts,
		next: { action: NEXT[decision] },
		meta: { rubric_version: rubric.version, context_hash: picture.meta.snapshot },
	};
}

/** What the reasons name, as it stands in the context. */
export function citedEvidence(
	picture: ProspectPicture,
	reasons: ReadonlyArray<Pick<Reason, 'evidence'>>,
): Decision['evidence'] {
	const cited = new Set(reasons.flatMap(({ evidence }) => evidence));
	return evidenceOf(picture)
		.filter(({ id }) => cited.has(id))
		.map(({ id, source, text, observedAt, ageDays }) => ({
			id,
			source,
			value: text,
			observed_at: observedAt,
			age_days: ageDays,
		}));
}

/**
 * What is certain first: who must not be contacted stays out, who cannot be told apart goes to a person,
 * and what is missing is looked for once.
 */
function wordFor(
	{ leastConfidence, leastIntent }: Rubric,
	{ status }: ProspectPicture,
	{ tier, confidence, missing, doubts, intentScore }: Scored,
	enriched: boolean,
): DecisionWord {
	const word = BY_TIER[tier];
	const matters = (other: { tier: Tier }) => BY_TIER[other.tier] !== word;
	// Disqualified by one source alone, while another one says otherwise: a person looks.
	if (tier === 'X') return doubts.some(matters) ? 'human_review' : 'disqualify';
	if (status === 'needs_review' || doubts.length > 0) return 'human_review';
	if (confidence < leastConfidence || missing.some(matters)) {
		return enriched ? 'human_review' : 'enrich_more';
	}
	return word === 'route_sales' && intentScore < leastIntent ? 'nurture' : word;
}

export function actionFor(decision: DecisionWord): string {
	return NEXT[decision];
}

export function wordOfTier(tier: Tier): DecisionWord {
	return BY_TIER[tier];
}
