import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

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
	gtmPlaybook: 5,
	gtmCrm: 5,
	gtmCrmChangeTrigger: 4,
	gtmEnrichment: 5,
	gtmSequencer: 5,
	gtmToolkit: 4,
	gtmSequencerChangeTrigger: 3,
};

/** How many fields an entry of a list shows when it is added, its own settings included. */
const MOST_OF_AN_ENTRY = 6;

/** The fields among these that n8n shows, as the editor decides it. */
function shownOf(
	properties: INodeProperties[],
	{ description }: PublishedVersion,
	chosen: INodeParameters = {},
): INodeProperties[] {
	const typeVersion = [description.version].flat().at(-1) ?? 1;
	const node = { typeVersion } as INode;
	const values =
		NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description) ?? {};
	return properties
		.filter(({ type }) => !['hidden', 'notice'].includes(type))
		.filter((property) =>
			NodeHelpers.displayParameter(values, property, node, description, values),
		);
}

interface Entry {
	label: string;
	fields: INodeProperties[];
}

/** Every kind of entry of every list in a form, however deep. */
function entriesIn(properties: INodeProperties[], above = ''): Entry[] {
	return properties.flatMap((property) => {
		const label = `${above}${property.displayName}`;
		if (property.type === 'collection') {
			return entriesIn((property.options ?? []) as INodeProperties[], `${label} > `);
		}
		if (property.type !== 'fixedCollection') return [];
		return (property.options ?? []).flatMap((option) => {
			if (!('values' in option)) return [];
			const name = `${label} > ${option.displayName}`;
			return [{ label: name, fields: option.values }, ...entriesIn(option.values, `${name} > `)];
		});
	});
}

/** An entry as it is with each choice that decides which of its fields are shown. */
function choicesOf({ fields }: Entry): INodeParameters[] {
	const [first] = fields;
	if (first?.type !== 'options') return [{}];
	return (first.options ?? []).map((option) => ({
		[first.name]: 'value' in option ? (option.value as string) : '',
	}));
}

const labelsOf = (properties: INodeProperties[]) =>
	properties.map(({ displayName }) => displayName);

it.each(publishedVersions())('$label opens small', (version) => {
	const names = labelsOf(
		shownOf(version.description.properties, version).filter(({ name }) => name !== 'options'),
	);
	expect(names.length).toBeGreaterThan(0);
	expect(names.slice(MOST[version.description.name])).toEqual([]);
});

const LISTS = publishedVersions().flatMap((version) =>
	entriesIn(version.description.properties).map((entry) => ({
		version,
		entry,
		title: `${version.label}: ${entry.label}`,
	})),
);

it.each(LISTS)('$title opens small', ({ version, entry }) => {
	for (const chosen of choicesOf(entry)) {
		const names = labelsOf(shownOf(entry.fields, version, chosen));
		expect(names.length).toBeGreaterThan(0);
		expect(names.slice(MOST_OF_AN_ENTRY)).toEqual([]);
	}
});
