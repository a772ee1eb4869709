import { ACTIONS } from '../../../context/check-action/actions';
import { INTENTS } from '../../../context/facts/gaps';
import { OUTCOMES } from '../../../context/model/decision';
import { ENTITY_TYPES } from '../../../context/model/entity';
import { INCLUDES } from '../../../context/query/context-answer';
import type { JsonObject } from '../../../mcp/protocol/json-rpc';

/** Schemas of the tools' arguments and data. Every conversation pays for them: they are short. */

const text = (description?: string): JsonObject => ({
	type: 'string',
	...(description && { description }),
});
const texts = (description?: string): JsonObject => ({
	type: 'array',
	items: { type: 'string' },
	...(description && { description }),
});
const choice = (values: readonly string[], description?: string): JsonObject => ({
	type: 'string',
	enum: [...values],
	...(description && { description }),
});
const number = (description?: string): JsonObject => ({
	type: 'number',
	...(description && { description }),
});

/** Members that name who or what is meant. */
const subject = {
	email: text(),
	domain: text(),
	linkedin: text(),
	id: text('Of the graph, from an earlier answer'),
};

/** By what the graph is told of somebody: its own ids tell nothing. */
const { id: _id, ...told } = subject;

const source = text('Where it is from: hubspot, call, website. Never what this graph told you');

function input(properties: JsonObject, required: string[] = []): JsonObject {
	return { type: 'object', properties, required, additionalProperties: false };
}

export const INPUTS = {
	getProspectContext: input({
		...subject,
		intent: choice(INTENTS),
		budget: number('Tokens of the answer; 1500 if left out'),
		fields: texts('Only these attributes, such as title'),
		include: { type: 'array', items: choice(INCLUDES) },
		asOf: text('ISO time: what was known then'),
	}),
	checkAction: input(
		{
			...subject,
			action: choice(ACTIONS),
			provider: text('Where it would be done'),
			sequenceId: text(),
			approvedBy: text(),
			creditsLeft: number('Of the budget that it draws on'),
		},
		['action'],
	),
	searchAccounts: input({
		text: text('Beginnings of words of names, titles, domains'),
		type: { ...choice(ENTITY_TYPES), default: 'account' },
		filters: {
			type: 'array',
			items: {
				type: 'object',
				properties: {
					attribute: text(),
					comparison: choice(['is', 'is_not', 'at_least', 'at_most', 'known', 'unknown']),
					value: {},
				},
				required: ['attribute', 'comparison'],
			},
		},
		limit: { type: 'integer', default: 20, minimum: 1, maximum: 100 },
		after: text('From the page before'),
	}),
	explainFact: input(
		{ ...subject, type: choice(ENTITY_TYPES), attribute: text('Such as title or employees') },
		['attribute'],
	),
	graphMetrics: input({ metric: { ...choice(['statistics', 'hygiene']), default: 'statistics' } }),
	recordEvent: input(
		{
			...subject,
			type: text('Such as email.replied or meeting.held'),
			at: text('ISO time; now if left out'),
			summary: text(),
			source,
			externalId: text("The source's id: the same event twice is one"),
			signal: text('If it is a reason to talk: funding, hiring, intent …'),
		},
		['type', 'source'],
	),
	upsertFacts: input(
		{
			type: choice(ENTITY_TYPES),
			...told,
			facts: {
				type: 'array',
				items: {
					type: 'object',
					properties: {
						attribute: text(),
						value: {},
						confidence: number('0 to 1'),
						observedAt: text(),
					},
					required: ['attribute', 'value'],
				},
				minItems: 1,
			},
			company: text('Of a contact: domain of where they work'),
			source,
			sourceRef: text('Record or page it was read from'),
		},
		['type', 'facts', 'source'],
	),
	correctFact: input(
		{
			...subject,
			attribute: text(),
			value: { description: 'What is right; leave out to retract observationId only' },
			observationId: text('From explain_fact'),
			reason: text(),
		},
		['reason'],
	),
	recordDecision: input(
		{
			...subject,
			kind: text('Such as qualify or route'),
			verdict: text('Such as route_sales or nurture'),
			reasons: texts(),
			snapshot: text('meta.snapshot of the context it was made on'),
			features: {
				type: 'object',
				description: 'By what decisions are alike: tier, persona, industry …',
			},
		},
		['kind', 'verdict'],
	),
	recordOutcome: input(
		{ decisionId: text(), outcome: choice(OUTCOMES), detail: text(), at: text() },
		['decisionId', 'outcome'],
	),
	reviewIdentity: input(
		{
			action: choice(
				['list', 'accept', 'refuse', 'undo'],
				'accept merges; undo takes a merge back',
			),
			id: text('Of the review; of the merge to undo'),
		},
		['action'],
	),
	suppress: input(
		{
			...told,
			reason: text('Such as unsubscribed'),
			until: text('ISO time; for ever if left out'),
			source,
		},
		['reason', 'source'],
	),
} as const;

function output(properties: JsonObject): JsonObject {
	return { type: 'object', properties };
}

const object = { type: 'object' };
const list = { type: 'array' };

export const OUTPUTS = {
	context: output({
		status: text(),
		contact: object,
		account: object,
		mayContact: object,
		missing: list,
		conflicts: list,
		meta: object,
	}),
	verdict: output({ allowed: { type: 'boolean' }, blocks: list, status: text() }),
	found: output({ found: list, after: text() }),
	explanation: output({ value: {}, because: text(), observations: list }),
	metrics: output({ metric: text(), report: object }),
	written: output({ id: text(), entityId: text(), status: text() }),
	facts: output({ entityId: text(), status: text(), changed: list, ignored: list }),
	done: output({ done: { type: 'boolean' }, id: text(), reviews: list }),
} as const;
