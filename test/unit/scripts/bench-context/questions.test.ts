import { buildWorld } from '../../../../sandbox/world/build-world.ts';
import { askAll } from '../../../../scripts/bench-context/questions/ask.ts';
import { knownWorld, LEARNED } from '../../../../scripts/bench-context/questions/known-world.ts';
import { questionsOf } from '../../../../scripts/bench-context/questions/questions.ts';
import { teach } from '../../../../scripts/bench-context/questions/teach.ts';
import { DEFAULT_POLICY } from '../../../../src/context/check-action/policy';
import { createRules, type SourceKind } from '../../../../src/context/facts/rules';
import { openContextGraph } from '../../../../src/context/open-context-graph';
import { describeOnEveryBackend } from '../../src/base/database/on-every-backend';
import { openStore } from '../../../../src/base/database/open-store';

const SOURCES: Readonly<Record<string, SourceKind>> = {
	hubspot: 'crm',
	pdl: 'enrichment',
	apollo: 'enrichment',
	outreach: 'sequencer',
};

describeOnEveryBackend('two hundred questions over the world of the sandbox', ({ place }) => {
	it('are all answered right, from one call each', async () => {
		let time = Date.parse(LEARNED.crm);
		const store = await openStore(place());
		const graph = await openContextGraph(store, {
			now: () => time,
			rules: createRules((source) => SOURCES[source] ?? 'other'),
			policy: DEFAULT_POLICY,
		});
		const known = knownWorld(buildWorld());
		await teach(graph, known, (at) => {
			time = Date.parse(at);
		});
		const asked = await askAll(graph, questionsOf(known));
		expect(asked).toHaveLength(200);
		const wrong = asked.filter(({ isRight }) => !isRight);
		expect(wrong.map(({ text, answered, expected }) => ({ text, answered, expected }))).toEqual([]);
		await store.close();
	}, 120_000);
});
