import { readFileSync } from 'node:fs';

import {
	FIXTURE_WORKFLOW_FILE,
	fixtureWorkflow,
	fixtureWorkflowJson,
} from '../../../../scripts/conformance/fixture-workflow';

interface Connection {
	node: string;
}

const workflow = fixtureWorkflow();
const connections = workflow.connections as Record<string, { main: Connection[][] }>;
const [trigger] = workflow.nodes;
const { branch: branches } = trigger?.parameters.branches as {
	branch: Array<{ kind: string; name: string; description?: string }>;
};

describe('the workflow with the fixtures of the conformance suite', () => {
	it('is checked in as the script makes it', () => {
		const hint = 'node scripts/conformance/write-fixture-workflow.ts';
		expect({ hint, text: readFileSync(FIXTURE_WORKFLOW_FILE, 'utf8') }).toEqual({
			hint,
			text: fixtureWorkflowJson(),
		});
	});

	it('names each node and each id once', () => {
		for (const values of [
			workflow.nodes.map(({ name }) => name),
			workflow.nodes.map(({ id }) => id),
		]) {
			expect(new Set(values).size).toBe(values.length);
		}
	});

	it('leads each output of the trigger to the first node of its own row', () => {
		const outputs = connections['GTM MCP Server Trigger']?.main ?? [];
		const names = outputs.map(([first]) => /\((.+)\)$/.exec(first?.node ?? '')?.[1]);
		expect(names).toEqual(branches.map(({ name }) => name));
	});

	it('connects only nodes that are there', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const ends = Object.values(connections).flatMap(({ main }) => main.flat());
		expect(names).toEqual(expect.arrayContaining(ends.map(({ node }) => node)));
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
	});

	it('puts no two nodes into one place', () => {
		const places = workflow.nodes.map(({ position }) => position.join());
		const drawn = workflow.nodes.filter(({ type }) => !type.endsWith('stickyNote'));
		expect(new Set(places).size).toBe(workflow.nodes.length);
		expect(drawn.every(({ position }) => position.every((at) => at % 16 === 0))).toBe(true);
	});

	it('describes every tool and prompt, which the suite demands', () => {
		const described = branches.filter(({ kind }) => kind === 'tool' || kind === 'prompt');
		expect(described.filter(({ description }) => !description)).toEqual([]);
		expect(branches[0]?.name).toBe('test_simple_text');
	});
});
