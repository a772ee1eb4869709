import type { ContextGraph } from '../../../context/context-graph';
import { identifiersOf } from '../../../context/query/subject';
import { cardUri } from '../../../mcp/cards/cards';
import type { JsonObject } from '../../../mcp/protocol/json-rpc';
import { ProviderError } from '../../../mcp/server/provider/provider-error';
import { INPUTS, OUTPUTS } from './context-schemas';
import { CONTEXT_SCOPES } from './context-settings';
import type { ContextAsking, ContextTool } from './context-tool';
import { companyIn, type Given, known, subjectOf, textIn } from './tool-arguments';

/** Adds to what is known; the same twice is known already. */
const ADDS = {
	readOnlyHint: false,
	destructiveHint: false,
	idempotentHint: true,
	openWorldHint: false,
};
const ADDS_EACH_TIME = { ...ADDS, idempotentHint: false };
/** Changes what counts. What was there before stays, and can be brought back. */
const CHANGES = { ...ADDS, destructiveHint: true };

const write = { requiredScope: CONTEXT_SCOPES.write };

/** What changes what is known, or what counts of it: there only where clients may write. */
export const writingTools: readonly ContextTool[] = [
	{
		...write,
		name: 'record_event',
		title: 'Record an event',
		description: 'Something that happened with a person or company: a reply, a meeting, a signal.',
		inputSchema: INPUTS.recordEvent,
		outputSchema: OUTPUTS.written,
		annotations: ADDS_EACH_TIME,
		run: async (graph, given, { caller, actor }) => {
			const { type, at, summary, externalId, signal, source } = given;
			const event = {
				type,
				at,
				summary,
				externalId,
				...(signal !== undefined && { signal: { kind: signal } }),
			};
			return await graph.recordEvent(
				subjectOf(given),
				known(event) as never,
				{ source: String(source), actor },
				caller,
			);
		},
	},
	{
		...write,
		name: 'upsert_facts',
		title: 'Write facts',
		description:
			'Write what a source says about a person or company. A newer value supersedes, nothing is deleted. Conclusions from this graph are refused.',
		inputSchema: INPUTS.upsertFacts,
		outputSchema: OUTPUTS.facts,
		annotations: CHANGES,
		run: async (graph, given, { caller, actor }) => {
			const { type, facts, source, sourceRef } = given;
			const subject = subjectOf(given);
			const company = companyIn(given);
			const provenance = { source, ...known({ sourceRef }), actor };
			const draft = { type, identifiers: identifiersOf(subject), facts, ...provenance };
			const report = await graph.upsertFacts(draft as never, caller);
			if (company !== undefined) {
				const who = { id: report.entityId };
				await graph.link(who, 'works_at', { domain: company }, provenance as never, caller);
			}
			return report;
		},
	},
	{
		...write,
		name: 'correct_fact',
		title: 'Correct or retract a fact',
		description:
			'Say that a value is wrong: with value, what is right; without, retract an observation. Who and why is kept.',
		inputSchema: INPUTS.correctFact,
		outputSchema: OUTPUTS.facts,
		annotations: CHANGES,
		run: async (graph, given, asking) => await correct(graph, given, asking),
	},
	{
		...write,
		name: 'record_decision',
		title: 'Record a decision',
		description: 'What you decided about a prospect and why, so that later ones can learn from it.',
		inputSchema: INPUTS.recordDecision,
		outputSchema: OUTPUTS.written,
		annotations: ADDS_EACH_TIME,
		run: async (graph, given, { caller, actor }) => {
			const { kind, verdict, reasons, snapshot, features } = given;
			const decision = { kind, verdict, ...known({ reasons, snapshot, features }), actor };
			return await graph.recordDecision(subjectOf(given), decision as never, caller);
		},
	},
	{
		...write,
		name: 'record_outcome',
		title: 'Record what came of a decision',
		description: 'What came of an earlier decision. A later outcome replaces it.',
		inputSchema: INPUTS.recordOutcome,
		outputSchema: OUTPUTS.done,
		annotations: CHANGES,
		run: async (graph, given) => {
			const { outcome, detail, at } = given;
			const id = textIn(given, 'decisionId');
			const done = await graph.recordOutcome(id, { outcome, ...known({ detail, at }) } as never);
			if (done) return { done, id };
			throw new ProviderError(`There is no decision ${id}. Use the id that record_decision gave.`);
		},
	},
	{
		requiredScope: CONTEXT_SCOPES.review,
		name: 'review_identity',
		title: 'Review doubtful identities',
		description:
			'List pairs that may be one, and say whether they are. Accepting merges them; every merge can be undone.',
		inputSchema: INPUTS.reviewIdentity,
		outputSchema: OUTPUTS.done,
		view: { uri: cardUri('review') },
		annotations: CHANGES,
		run: async (graph, given, { actor }) => await review(graph, given, actor),
	},
	{
		...write,
		name: 'suppress',
		title: 'Suppress a person or company',
		description: 'From now on, no one may contact them.',
		inputSchema: INPUTS.suppress,
		outputSchema: OUTPUTS.written,
		annotations: ADDS,
		run: async (graph, given, { actor }) => await suppress(graph, given, actor),
	},
];

async function correct(
	graph: ContextGraph,
	given: Given,
	{ caller, actor }: ContextAsking,
): Promise<unknown> {
	const { value } = given;
	const reason = textIn(given, 'reason');
	if (value === undefined && given.observationId !== undefined) {
		const observationId = textIn(given, 'observationId');
		const written = await graph.retract(observationId, { reason, actor }, caller);
		if (written) return written;
		throw new ProviderError(`There is no observation ${observationId}: see explain_fact.`);
	}
	if (value === undefined) {
		throw new ProviderError(
			'Nothing was changed: give the value that is right with its attribute, or an observationId to retract.',
		);
	}
	const correction = { attribute: textIn(given, 'attribute'), value, reason, actor };
	const report = await graph.correct(subjectOf(given), correction, caller);
	if (report) return report;
	throw new ProviderError(
		'No person or company has this identifier. Write it with upsert_facts instead.',
	);
}

/** Of one answer. */
const MOST_REVIEWS = 20;

async function review(graph: ContextGraph, given: Given, actor: string): Promise<JsonObject> {
	const { action } = given;
	if (action === 'list') {
		return { reviews: await graph.reviews({ status: 'open', limit: MOST_REVIEWS }) };
	}
	const id = textIn(given, 'id');
	if (action === 'undo') {
		if (await graph.undoMerge(id, actor)) return { done: true, id };
		throw new ProviderError(`There is no merge ${id} to undo.`);
	}
	const verdict = action === 'accept' ? 'accept' : 'refuse';
	const decided = await graph.decideReview(id, verdict, actor);
	if (decided) return { done: true, id: decided.mergeId ?? id };
	throw new ProviderError(`There is no open review ${id}: list them first.`);
}

async function suppress(graph: ContextGraph, given: Given, actor: string): Promise<JsonObject> {
	const { until, source } = given;
	const [identifier, ...others] = identifiersOf(subjectOf(given));
	if (!identifier || others.length > 0) {
		throw new ProviderError('Give exactly one of email, domain and linkedin.');
	}
	const draft = {
		identifier,
		reason: textIn(given, 'reason'),
		...(until !== undefined && { expiresAt: textIn(given, 'until') }),
	};
	return { status: await graph.suppress(draft, { source: String(source), actor }) };
}
