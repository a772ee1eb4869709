import { join } from 'node:path';

import type { INodeType, INodeTypeDescription, IVersionedNodeType } from 'n8n-workflow';

import manifest from '../../../package.json';

export interface PublishedVersion {
	/** Name and versions, for the title of a test. */
	label: string;
	description: INodeTypeDescription;
	methods: INodeType['methods'];
}

/** Every version of every node that the package publishes. */
export function publishedVersions(): PublishedVersion[] {
	return manifest.n8n.nodes.flatMap((file) => {
		const source = join(__dirname, '../../..', file.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [NodeClass] = Object.values(
			jest.requireActual<Record<string, new () => INodeType | IVersionedNodeType>>(source),
		);
		if (!NodeClass) throw new Error(`${source} exports no node`);
		const node = new NodeClass();
		const versions = 'nodeVersions' in node ? Object.values(node.nodeVersions) : [node];
		return versions.map(({ description, methods }) => ({
			label: `${description.name} ${[description.version].flat().join(', ')}`,
			description,
			methods,
		}));
	});
}
