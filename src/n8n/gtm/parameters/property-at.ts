import {
	type INode,
	type INodeProperties,
	type INodePropertyCollection,
	NodeHelpers,
} from 'n8n-workflow';

type Node = Pick<INode, 'parameters' | 'typeVersion'>;

type Nested = INodeProperties | INodePropertyCollection;

/**
 * The description of a parameter, by its name; below a collection by names with dots, as
 * `upsertOptions.onlyIfEmpty`. Of several with one name it is the one that the form shows.
 */
export function propertyAt(
	properties: readonly INodeProperties[],
	name: string,
	node: Node,
): INodeProperties | undefined {
	const [first = '', ...below] = name.split('.');
	const named = properties.filter((property) => property.name === first);
	const shown = named.find((property) =>
		NodeHelpers.displayParameter(node.parameters, property, node, null),
	);
	return descend(shown ?? named[0], below);
}

function descend(
	property: INodeProperties | undefined,
	names: readonly string[],
): INodeProperties | undefined {
	const [name, ...below] = names;
	if (name === undefined || !property) return property;
	const found = (property.options as Nested[] | undefined)?.find((one) => one.name === name);
	if (found === undefined) return undefined;
	// A group of a fixed collection has a label, and its rows the parameters.
	return 'values' in found ? descendGroup(found, below) : descend(found, below);
}

function descendGroup(
	group: INodePropertyCollection,
	[name, ...below]: readonly string[],
): INodeProperties | undefined {
	if (name === undefined) {
		const { displayName, name: own, values } = group;
		return { displayName, name: own, type: 'fixedCollection', default: {}, options: values };
	}
	return descend(
		group.values.find((one) => one.name === name),
		below,
	);
}
