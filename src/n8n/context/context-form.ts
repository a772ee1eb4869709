import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { FormedOperation } from './context-operation';

/** The form of a node that has these operations; resources in the order in which they are given. */
export function contextForm(
	resources: ReadonlyArray<{
		name: string;
		value: string;
		operations: readonly FormedOperation[];
	}>,
): INodeProperties[] {
	const [first] = resources;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources
				.map(({ name, value }) => ({ name, value }))
				.toSorted((one, other) => one.name.localeCompare(other.name)),
			default: first?.value ?? '',
		},
		...resources.map(({ value, operations }) => operationProperty(value, operations)),
		...resources.flatMap(({ operations }) => operations.flatMap(shownForOperation)),
	];
}

function operationProperty(
	resource: string,
	operations: readonly FormedOperation[],
): INodeProperties {
	const options: INodePropertyOptions[] = operations.map(
		({ name, value, action, description }) => ({ name, value, action, description }),
	);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: options.toSorted((one, other) => one.name.localeCompare(other.name)),
		default: operations[0]?.value ?? '',
	};
}

function shownForOperation({ resource, value, properties }: FormedOperation): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource: [resource], operation: [value] },
		},
	}));
}
