import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { digestOf } from '../../../base/digest';
import { CHANGING } from '../../../gtm/crm/crm-changes';
import { type CrmChange, listChanges } from '../../../gtm/operations/crm/list-changes';
import { vendorOf } from '../../../gtm/vendors/registry';
import { type TriggerForm, asNodeError, checkedInput, connectPoll } from './connect-poll';
import { pollParameters } from './poll-parameters';
import { pollWithCursor } from './poll-with-cursor';

/** One poll of the GTM CRM Trigger. */
export async function pollCrmChanges(
	context: IPollFunctions,
	{ properties, readFilters, labels }: TriggerForm,
): Promise<INodeExecutionData[][] | null> {
	return await asNodeError(context, async () => {
		const parameters = pollParameters(context, properties);
		const vendor = vendorOf('crm', parameters.requiredText('vendor'));
		const what = parameters.choice('what', CHANGING);
		const given = { what, ...readFilters(parameters) };
		const { ports, credentialKey } = await connectPoll(context, vendor, listChanges, parameters);
		return await pollWithCursor(context, {
			of: digestOf([vendor.profile.id, credentialKey, what]),
			read: async (from) => {
				const input = checkedInput(listChanges, { ...given, ...from }, labels, parameters);
				return await listChanges.run(ports, input);
			},
			toItem: (change) => toItem(vendor.profile.id, change as CrmChange),
		});
	});
}

/** `change` says what happened; the rest is as the operation tells it. */
function toItem(vendor: string, { kind, ...change }: CrmChange): IDataObject {
	return { change: kind, vendor, ...change } as IDataObject;
}
