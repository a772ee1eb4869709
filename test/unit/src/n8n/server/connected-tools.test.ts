import type { INode } from 'n8n-workflow';

import {
	declareConnectedTools,
	readConnectedTools,
	type ConnectionReader,
} from '../../../../../src/n8n/server/connected-tools';

const nodeOf = (name: string): INode => ({
	id: name,
	name,
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

const toolOf = (name: string, extra: object = {}) => ({
	name,
	description: `Does ${name}`,
	schema: { type: 'object', properties: { input: { type: 'string' } } },
	invoke: (args: unknown) => Promise.resolve(JSON.stringify(args)),
	...extra,
});

/** A trigger with nodes on its Tools port; asks only those that it is told to be connected with. */
class Connections implements ConnectionReader {
	constructor(private readonly supplies: Record<string, () => unknown>) {}

	getNode = () => nodeOf('Trigger');

	getConnectedNodes(): INode[] {
		return Object.keys(this.supplies).map(nodeOf);
	}

	async getInputConnectionData(): Promise<unknown> {
		return await Promise.all(this.getConnectedNodes().map(({ name }) => this.supplies[name]?.()));
	}
}

describe('the tools of connected nodes', () => {
	it('are taken out of toolkits, each with the node that supplies it', async () => {
		const context = new Connections({
			One: () => toolOf('one'),
			Kit: () => ({ tools: [toolOf('two'), toolOf('three')] }),
		});
		const tools = await readConnectedTools(context, () => undefined);
		expect(tools.map(({ name, nodeName }) => [name, nodeName])).toEqual([
			['one', 'One'],
			['two', 'Kit'],
			['three', 'Kit'],
		]);
		expect(await tools[0]?.invoke({ input: 'x' })).toBe('{"input":"x"}');
	});

	it('of a node that fails are left out and reported, and no others', async () => {
		const reported: string[] = [];
		const context = new Connections({
			Broken: () => {
				throw new Error('no connection');
			},
			One: () => toolOf('one'),
		});
		const tools = await readConnectedTools(context, (message) => reported.push(message));
		expect(tools.map(({ name }) => name)).toEqual(['one']);
		expect(reported).toEqual(['the tools of the node "Broken" are not offered: no connection']);
	});

	it('that wait for a person first are left out', async () => {
		const gated = toolOf('gated', { metadata: { gatedToolNodeName: 'Approve' } });
		const context = new Connections({ Gate: () => gated });
		expect(await readConnectedTools(context, () => undefined)).toEqual([]);
	});

	it('leave the names of the branches to these, and have each name once', async () => {
		const context = new Connections({ A: () => [toolOf('a'), toolOf('b')], B: () => toolOf('b') });
		const tools = await readConnectedTools(context, () => undefined);
		const declared = declareConnectedTools(tools, new Set(['a']));
		expect(declared.map(({ name, target }) => [name, target])).toEqual([
			['b', { kind: 'connected', nodeName: 'A' }],
		]);
	});
});
