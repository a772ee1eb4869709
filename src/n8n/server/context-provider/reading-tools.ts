import type { ContextGraph } from '../../../context/context-graph';
import { cardUri } from '../../../mcp/cards/cards';
import type { JsonObject } from '../../../mcp/protocol/json-rpc';
import { ProviderError } from '../../../mcp/server/provider/provider-error';
import { INPUTS, OUTPUTS } from './context-schemas';
import { CONTEXT_SCOPES } from './context-settings';
import type { ContextTool } from './context-tool';
import { known, subjectOf, textIn } from './tool-arguments';

const READS = {
	readOnlyHint: true,
	destructiveHint: false,
	idempotentHint: true,
	openWorldHint: false,
};

const read = { requiredScope: CONTEXT_SCOPES.read, annotations: READS };

/** What is known, and what may be done by it. */
export const readingTools: readonly ContextTool[] = [
	{
		...read,
		name: 'get_prospect_context',
		title: 'Get the context of a prospect',
		description:
			'Everything known about a person or company in one call: facts with sources and age, deals, enrollments, signals, timeline, what is missing or contradicts itself, and whether they may be contacted. Call it before any other lookup.',
		inputSchema: INPUTS.getProspectContext,
		outputSchema: OUTPUTS.context,
		view: { uri: cardUri('prospect') },
		run: async (graph, given, { caller }) => {
			const { intent, budget, fields, include, asOf } = given;
			const question = { intent, budget, fields, include, asOf };
			return await graph.getContext({ subject: subjectOf(given), ...known(question) }, caller);
		},
	},
	{
		...read,
		name: 'check_action',
		title: 'Check whether an action is allowed',
		description:
			'Ask before you enroll, email, create, update, enrich or export. Answers allowed, or the blocks with what would unblock each.',
		inputSchema: INPUTS.checkAction,
		outputSchema: OUTPUTS.verdict,
		run: async (graph, given, { caller }) => {
			const { action, provider, sequenceId, approvedBy, creditsLeft } = given;
			const request = known({ provider, sequenceId, approvedBy, creditsLeft });
			return await graph.checkAction(subjectOf(given), action as never, request, caller);
		},
	},
	{
		...read,
		name: 'search_accounts',
		title: 'Search accounts and people',
		description: 'Find accounts, contacts, deals or sequences by words and attributes.',
		inputSchema: INPUTS.searchAccounts,
		outputSchema: OUTPUTS.found,
		run: async (graph, given, { caller }) => await graph.search(known(given), caller),
	},
	{
		...read,
		name: 'explain_fact',
		title: 'Explain a fact',
		description: 'Why a value counts: every observation of it with source, age and standing.',
		inputSchema: INPUTS.explainFact,
		outputSchema: OUTPUTS.explanation,
		run: async (graph, given, { caller }) => {
			const attribute = textIn(given, 'attribute');
			const found = await graph.explain(subjectOf(given), attribute, caller);
			if (found) return found;
			throw new ProviderError(
				`Nothing is known about ${attribute} of this subject, or it may not be shown. get_prospect_context says what is known.`,
			);
		},
	},
	{
		...read,
		name: 'graph_metrics',
		title: 'Get metrics of the context graph',
		description: 'How much is known (statistics), or what is wrong with it (hygiene).',
		inputSchema: INPUTS.graphMetrics,
		outputSchema: OUTPUTS.metrics,
		run: async (graph, { metric }) => await metricOf(graph, String(metric)),
	},
];

/** @throws ProviderError if there is no such metric */
export async function metricOf(graph: ContextGraph, metric: string): Promise<JsonObject> {
	if (metric === 'statistics') return { metric, report: { ...(await graph.statistics()) } };
	if (metric === 'hygiene') return { metric, report: { ...(await graph.audit()) } };
	throw new ProviderError(
		`There is no metric "${metric}": ask for statistics or hygiene.`,
		'notFound',
	);
}
