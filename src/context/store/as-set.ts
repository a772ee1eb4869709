import { type ActionPolicy, actionPolicySchema } from '../check-action/policy';
import { ruleChangesSchema } from '../facts/rules';
import { z } from '../../third-party/zod';
import type { GraphPorts, OpenGraph, Tables } from './graph-ports';

/** Under which name what the users have set is kept. */
export const SETTINGS = 'settings';

/** Where the rebuilding of winners after a change of rules has come to: the id of an entity. */
export const REBUILDING = 'rebuilding_after';

export const storedSchema = z.object({
	rules: ruleChangesSchema.default({}),
	policy: z.record(z.string(), z.unknown()).default({}),
	by: z.string().optional(),
	at: z.string().optional(),
});

type Stored = z.output<typeof storedSchema>;

/** What was read last, of each graph: it changes seldom, and is read with every question. */
const readLast = new WeakMap<GraphPorts['rules'], { text: string; stored: Stored }>();

/** The graph as the users of its store have set it: rules and policy in place of those that it was opened with. */
export async function asSet(graph: OpenGraph, tables: Tables): Promise<OpenGraph> {
	const rows = await tables
		.selectFrom('graph_setting')
		.select(['name', 'value'])
		.where('name', 'in', [SETTINGS, REBUILDING])
		.execute();
	const text = rows.find(({ name }) => name === SETTINGS)?.value;
	if (text === undefined) return graph;
	const { rules, policy, by, at } = storedIn(graph, text);
	const rebuiltUpTo = rows.find(({ name }) => name === REBUILDING)?.value;
	return {
		...graph,
		rules: graph.rules.with(rules),
		policy: policyWith(graph.policy, policy),
		...(Object.keys(rules).length > 0 && by !== undefined && { rulesSet: { by, at: at ?? '' } }),
		...(rebuiltUpTo !== undefined && { rebuiltUpTo }),
	};
}

function storedIn({ rules }: OpenGraph, text: string): Stored {
	const last = readLast.get(rules);
	if (last?.text === text) return last.stored;
	const stored = storedSchema.parse(JSON.parse(text));
	readLast.set(rules, { text, stored });
	return stored;
}

export function policyWith(
	policy: ActionPolicy,
	changes: Readonly<Record<string, unknown>>,
): ActionPolicy {
	return actionPolicySchema.parse({ ...policy, ...changes });
}
