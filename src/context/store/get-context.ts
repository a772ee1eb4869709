import type { Caller, Resolution } from '../context-graph';
import { checkAction, type Verdict } from '../check-action/check-action';
import { INTENTS } from '../facts/gaps';
import { NOBODY } from '../query/action-picture-of';
import { composeAnswer, DEFAULT_BUDGET } from '../query/compose-answer';
import {
	type Candidate,
	type ContextAnswer,
	type ContextQuestion,
	INCLUDES,
} from '../query/context-answer';
import { subjectSchema } from '../query/subject';
import { estimateTokensOf } from '../budget/estimate-tokens';
import { z } from '../../third-party/zod';
import { asSet } from './as-set';
import { suppressionsOfUnknown } from './check-actions';
import { checked } from './checked';
import type { Cluster } from './entities';
import type { OpenGraph, Tables } from './graph-ports';
import { readPicture } from './read-picture';
import { type Resolved, resolveSubject, toResolution } from './resolve-subject';
import { clusterAt, type View, viewOf } from './view';

const LEAST_BUDGET = 100;
const MOST_BUDGET = 100_000;

const questionSchema = z.strictObject({
	subject: subjectSchema,
	intent: z.enum(INTENTS).default('general'),
	budget: z.number().min(LEAST_BUDGET).max(MOST_BUDGET).default(DEFAULT_BUDGET),
	fields: z.array(z.string()).max(200).optional(),
	include: z.array(z.enum(INCLUDES)).optional(),
	asOf: z.string().optional(),
	maxAgeDays: z.number().nonnegative().optional(),
});

/** @see ContextGraph */
export async function getContext(
	opened: OpenGraph,
	given: ContextQuestion,
	caller?: Caller,
): Promise<ContextAnswer> {
	const { subject, asOf, ...question } = checked(questionSchema, given);
	return await opened.database.read(async (tables) => {
		const graph = await asSet(opened, tables);
		const view = await viewOf(tables, graph, asOf);
		const resolved = await resolveSubject(tables, subject);
		const cluster = await clusterIn(tables, resolved, view);
		if (cluster === undefined) {
			const reasons =
				resolved.cluster === undefined ? resolved.reasons : ['Nothing was known of it by then'];
			const { candidates } = await toResolution(tables, resolved);
			const suppression = await suppressionsOfUnknown(tables, subject, view);
			return emptyAnswer({ resolved, reasons, candidates, suppression }, question, view, graph);
		}
		const picture = await readPicture(tables, graph, cluster, view);
		const { rules, policy } = graph;
		return composeAnswer(picture, { ...question, rules, policy, viewer: caller?.viewer });
	});
}

/** The cluster as of the view; undefined if nobody is meant, or nothing was known by then. */
async function clusterIn(
	tables: Tables,
	{ cluster }: Resolved,
	view: View,
): Promise<Cluster | undefined> {
	if (cluster === undefined || !view.isPast) return cluster;
	return await clusterAt(tables, cluster, view);
}

interface Unknown {
	resolved: Resolved;
	reasons: string[];
	candidates: Candidate[];
	suppression: ContextAnswer['suppression'];
}

function emptyAnswer(
	{ resolved, reasons, candidates, suppression }: Unknown,
	{ intent, budget }: Pick<z.output<typeof questionSchema>, 'intent' | 'budget'>,
	view: View,
	{ policy }: OpenGraph,
): ContextAnswer {
	const status: Resolution['status'] =
		resolved.status === 'resolved' ? 'not_found' : resolved.status;
	const picture = { ...NOBODY, identity: status, suppressions: suppression };
	const mayContact: Verdict = checkAction({ action: 'email', picture, policy, now: view.now });
	const answer = {
		status,
		reasons,
		...(candidates.length > 0 && { candidates }),
		suppression,
		mayContact,
		openDeals: [],
		missing: [],
		conflicts: [],
		stale: [],
		closedDeals: [],
		enrollments: [],
		signals: [],
		timeline: [],
		committee: [],
		precedents: [],
	};
	return {
		...answer,
		meta: {
			intent,
			asOf: view.at,
			seq: view.until,
			snapshot: '',
			tokens: estimateTokensOf(answer),
			budget,
			cut: [],
			withheld: [],
			saved: { calls: 0, credits: 0, tokens: 0 },
		},
	};
}
