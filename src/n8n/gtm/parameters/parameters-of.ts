import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { ItemParameters } from './item-parameters';
import { propertyAt } from './property-at';

export type ParametersOf = (itemIndex: number) => ItemParameters;

type Context = Pick<
	IExecuteFunctions,
	'getInputData' | 'getInputSourceData' | 'getNode' | 'getNodeParameter' | 'getTimezone'
>;

/** The parameters of each item of a node whose form has these properties. */
export function parametersOf(
	context: Context,
	properties: readonly INodeProperties[],
): ParametersOf {
	const node = context.getNode();
	const timeZone = context.getTimezone();
	const found = new Map<string, INodeProperties | undefined>();
	const propertyOf = (name: string) => {
		if (!found.has(name)) found.set(name, propertyAt(properties, name, node));
		return found.get(name);
	};
	return (itemIndex) =>
		new ItemParameters({
			// Undefined would have n8n throw where the user never opened the parameter.
			valueOf: (name) => context.getNodeParameter(name, itemIndex, null as unknown as object),
			propertyOf,
			timeZone,
			item: context.getInputData()[itemIndex]?.json ?? {},
			items: context.getInputData().length,
			get remark() {
				return ` [item ${itemIndex}]${remarkOn(context, itemIndex)}`;
			},
		});
}

/** A value that is missing is mostly missing for what went wrong a step before. */
function remarkOn(context: Context, itemIndex: number): string {
	const { error } = context.getInputData()[itemIndex]?.json ?? {};
	if (typeof error !== 'string' || error === '') return '';
	return ` The item came from ${previousNodeOf(context)} with an error: ${error}`;
}

function previousNodeOf(context: Context): string {
	try {
		return `"${context.getInputSourceData().previousNode}"`;
	} catch {
		// As an agent's tool, a node has no step before it, and n8n throws for want of one.
		return 'the step before';
	}
}
