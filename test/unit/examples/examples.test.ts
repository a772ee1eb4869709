import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { publishedVersions } from '../nodes/published-nodes';
import type { NewWorkflow, WorkflowNode } from '../../../scripts/n8n/rest-types';

const FOLDER = path.join(__dirname, '../../../examples');

/** A file as n8n's library of templates has it. */
type Template = NewWorkflow & { description: string; tags: Array<{ name: string }> };

/** The workflows that people import; those of the conformance suite are its own. */
const examples = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.json') && !name.startsWith('conformance'))
	.map(
		(name) => [name, JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Template] as const,
	);

const STICKY = 'n8n-nodes-base.stickyNote';
const OWN = 'n8n-nodes-gtm-mcp.';

/** Of a node on the canvas with its name below, in pixels. */
const NODE_WIDTH = 200;
const NODE_HEIGHT = 150;

interface Box {
	name: string;
	x: number;
	y: number;
	width: number;
	height: number;
}

function boxOf({ name, type, position: [x, y], parameters }: WorkflowNode): Box {
	const { width, height } = parameters as { width: number; height: number };
	return type === STICKY
		? { name, x, y, width, height }
		: { name, x, y, width: NODE_WIDTH, height: NODE_HEIGHT };
}

const overlap = (a: Box, b: Box) =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe.each(examples)('the example %s', (_file, { name, description, tags, nodes, connections }) => {
	it('says in a list of templates what it does, and for whom', () => {
		expect(name.length).toBeGreaterThan(8);
		expect(description.length).toBeGreaterThan(80);
		expect(tags.length).toBeGreaterThan(0);
	});

	it('has a note that says what it does and what to change', () => {
		const notes = nodes.filter(({ type }) => type === STICKY);
		const texts = notes.map(({ parameters }) => String(parameters.content));
		expect(texts.join()).toMatch(/^## .+/);
		expect(texts.join()).toMatch(/\*\*Change:?\*\*|choose an OpenAI credential/);
	});

	it('is laid out with room: nothing covers anything', () => {
		const boxes = nodes.map(boxOf);
		const covered = boxes.flatMap((one, index) =>
			boxes.slice(index + 1).filter((other) => overlap(one, other)).map((other) => [one.name, other.name]),
		);
		expect(covered).toEqual([]);
	});

	it('says under each step what it does, in words', () => {
		const steps = nodes.filter(
			({ type }) => type.startsWith(OWN) && !type.endsWith('gtmMcpServerTrigger'),
		);
		const silent = steps.filter(({ notes, notesInFlow }) => !notes || !notesInFlow);
		expect(silent.map((node) => node.name)).toEqual([]);
	});

	it('connects nodes that there are, and names credentials without their ids', () => {
		const names = nodes.map((node) => node.name);
		const linked = JSON.stringify(connections).matchAll(/"node":"([^"]+)"/g);
		const ends = [...Object.keys(connections), ...[...linked].map(([, to = '']) => to)];
		expect(ends.filter((end) => !names.includes(end))).toEqual([]);
		const ids = nodes.flatMap((node) => Object.values(node.credentials ?? {}).map(({ id }) => id));
		expect(ids.filter(Boolean)).toEqual([]);
	});

	it('has every parameter of ours that n8n asks for, so that it opens without a warning', () => {
		const issues = nodes
			.filter(({ type }) => type.startsWith(OWN))
			.map((node) => issuesOf(node));
		expect(issues.filter((issue) => issue !== null)).toEqual([]);
	});

	it('tells the truth about its tools: what writes is not marked as reading', () => {
		const branches = nodes.flatMap(
			({ parameters }) =>
				(parameters.branches as { branch?: Branch[] } | undefined)?.branch ?? [],
		);
		for (const { name: tool, settings } of branches) {
			const reads = settings?.annotations?.includes('readOnly') ?? false;
			expect([tool, reads]).toEqual([tool, !/^(save|update|enroll|enrich|write|brief)_|^(qualify|route)_lead$/.test(tool)]);
		}
	});
});

interface Branch {
	name: string;
	settings?: { annotations?: string[] };
}

/** What n8n would mark on the canvas, beside credentials. */
function issuesOf(node: WorkflowNode) {
	const type = node.type.slice(OWN.length);
	const version = publishedVersions().find(
		({ description }) =>
			description.name === type && [description.version].flat().includes(node.typeVersion),
	);
	if (version === undefined) return `${node.name}: there is no ${type} ${node.typeVersion}`;
	const { description } = version;
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters as INodeParameters,
		true,
		false,
		node,
		description,
	);
	const whole = { ...node, parameters: values ?? {} } as INode;
	return NodeHelpers.getNodeParametersIssues(description.properties, whole, description);
}
