import type { INodeProperties } from 'n8n-workflow';

import { ItemParameters } from '../parameters/item-parameters';
import { propertyAt } from '../parameters/property-at';
import type { TriggerContext } from './connect-poll';

/** The parameters of a trigger that polls: there are no items. */
export function pollParameters(
	context: TriggerContext,
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
