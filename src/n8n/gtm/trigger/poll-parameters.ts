import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import { ItemParameters } from '../parameters/item-parameters';
import { propertyAt } from '../parameters/property-at';

/** The parameters of a trigger that polls: there are no items. */
export function pollParameters(
	context: IPollFunctions,
	properties: readonly INodeProperties[],
): ItemParameters {
	const node = context.getNode();
	return new ItemParameters({
		valueOf: (name) => context.getNodeParameter(name, null),
		propertyOf: (name) => propertyAt(properties, name, node),
		timeZone: context.getTimezone(),
		item: {},
		items: 0,
		remark: '',
	});
}
