import type { RuleChanges } from '../facts/rules';
import type { Provenance } from '../model/provenance';
import { type GraphSettings, type SettingsChange, settingsChangeSchema } from '../query/settings';
import { asSet, policyWith, REBUILDING, SETTINGS, storedSchema } from './as-set';
import { checked } from './checked';
import type { OpenGraph, Tables } from './graph-ports';
import { rebuildWinners } from './rebuild-winners';
import { inWriteUnit } from './write-unit';

/** @see ContextGraph */
export async function readSettings(graph: OpenGraph): Promise<GraphSettings> {
	return await graph.database.read(async (tables) => await settingsIn(graph, tables));
}

async function settingsIn(graph: OpenGraph, tables: Tables): Promise<GraphSettings> {
	const row = await tables
		.selectFrom('graph_setting')
		.select('value')
		.where('name', '=', SETTINGS)
		.executeTakeFirst();
	const { rules, by, at } = storedSchema.parse(JSON.parse(row?.value ?? '{}'));
	const { policy, rebuiltUpTo } = await asSet(graph, tables);
	return {
		rules,
		policy,
		...(by !== undefined && { by }),
		...(at !== undefined && { at }),
		rebuilding: rebuiltUpTo !== undefined,
	};
}

/**
 * Changes rules and policy for all who share the store. Where rules changed, what counts of everybody is
 * concluded anew; meanwhile it is concluded for each question, so that every answer is by the new rules.
 *
 * @throws RangeError naming the setting that cannot be used
 */
export async function changeSettings(
	graph: OpenGraph,
	given: SettingsChange,
	actor: string,
): Promise<GraphSettings & { rebuilt: number }> {
	const change = checked(settingsChangeSchema, given);
	const origin: Provenance & { source: string } = { source: 'settings', actor };
	await inWriteUnit(graph, origin, async (unit) => {
		const row = await unit.tables
			.selectFrom('graph_setting')
			.select('value')
			.where('name', '=', SETTINGS)
			.executeTakeFirst();
		const before = storedSchema.parse(change.reset ? {} : JSON.parse(row?.value ?? '{}'));
		const rules: RuleChanges = { ...before.rules, ...change.rules };
		const policy = withoutNull({ ...before.policy, ...change.policy });
		// A policy that cannot be read must not be kept.
		policyWith(graph.policy, policy);
		unit.place();
		const value = JSON.stringify({ rules, policy, by: actor, at: unit.at });
		await keep(unit.tables, SETTINGS, value);
		if (graph.rules.with(rules).fingerprint !== unit.graph.rules.fingerprint) {
			await keep(unit.tables, REBUILDING, '');
		}
	});
	const rebuilt = await rebuildWinners(graph);
	return { ...(await readSettings(graph)), rebuilt };
}

async function keep(tables: Tables, name: string, value: string): Promise<void> {
	await tables
		.insertInto('graph_setting')
		.values({ name, value })
		.onConflict((same) => same.column('name').doUpdateSet({ value }))
		.execute();
}

function withoutNull(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
	);
}
