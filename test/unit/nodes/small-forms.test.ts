import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { publishedVersions, type PublishedVersion } from './published-nodes';

/**
 * How many parameters a node shows when it is put on the canvas and nothing is chosen yet, besides
 * the door to its options.
 */
const MOST: Record<string, number> = {
	gtmMcpServerTrigger: 3,
	gtmMcpClient: 4,
	gtmMcpAgentTools: 3,
	gtmMcpWatchTrigger: 4,
	gtmMcpRespond: 4,
	gtmAnalytics: 5,
	gtmContext: 5,
	gtmContextChangeTrigger: 2,
	gtmCrm: 5,
	gtmCrmChangeTrigger: 4,
	gtmEnrichment: 5,
	gtmSequencer: 5,
	gtmToolkit: 3,
	gtmSequencerChangeTrigger: 3,
};

/** The parameters that n8n shows, as the editor decides it. */
function shown({ description }: PublishedVersion, chosen: INodeParameters = {}): string[] {
	const typeVersion = [description.version].flat().at(-1) ?? 1;
	const node = { typeVersion } as INode;
	const { properties } = description;
	const values =
		NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description) ?? {};
	return properties
		.filter(({ name, type }) => !['hidden', 'notice'].includes(type) && name !== 'options')
		.filter((property) => NodeHelpers.displayParameter(values, property, node, description, values))
		.map(({ displayName }) => displayName);
}

it.each(publishedVersions())('$label opens small', (version) => {
	const names = shown(version);
	expect(names.length).toBeGreaterThan(0);
	expect(names.slice(MOST[version.description.name])).toEqual([]);
});
