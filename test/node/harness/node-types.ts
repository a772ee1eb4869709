import type { INodeType, INodeTypes } from 'n8n-workflow';

import { PassThrough, StartItems } from './test-nodes';

/**
 * The node types of a test: the ones under test, and those of the harness, all as `test.<name>`; a
 * double whose name has a package in it (`package.name`) stands for that node.
 */
export function toNodeTypes(nodesUnderTest: INodeType[]): INodeTypes {
	const types = new Map(
		[...nodesUnderTest, new StartItems(), new PassThrough()].map((node) => [
			node.description.name.includes('.') ? node.description.name : `test.${node.description.name}`,
			node,
		]),
	);
	const get = (type: string): INodeType => {
		const node = types.get(type);
		if (!node) throw new Error(`No node type "${type}" in this test`);
		return node;
	};
	return {
		getByName: get,
		getByNameAndVersion: get,
		getKnownTypes: () => ({}),
	};
}
