import {
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
	type IPollFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { digestOf } from '../../../base/digest';
import { CHANGING } from '../../../gtm/crm/crm-changes';
import { capabilityOf } from '../../../gtm/operations/capability-of';
import { type CrmChange, listChanges } from '../../../gtm/operations/crm/list-changes';
import { inputOf } from '../../../gtm/operations/operation';
import { vendorOf } from '../../../gtm/vendors/registry';
import { gtmProcess } from '../gtm-process';
import { credentialTypeOf } from '../node/vendor.properties';
import type { ItemParameters } from '../parameters/item-parameters';
import { connectVendor } from '../vendor-client';
import { pollParameters } from './poll-parameters';
import { pollWithCursor } from './poll-with-cursor';

export interface CrmTriggerForm {
	properties: readonly INodeProperties[];
	readFilters(this: void, parameters: ItemParameters): object;
	labels: Readonly<Record<string, string>>;
}

/** One poll of the GTM CRM Trigger. */
export async function pollCrmChanges(
	context: IPollFunctions,
	{ properties, readFilters, labels }: CrmTriggerForm,
): Promise<INodeExecutionData[][] | null> {
	const parameters = pollParameters(context, properties);
	const vendor = vendorOf('crm', parameters.requiredText('vendor'));
	const capability = capabilityOf(vendor, listChanges);
	if (!capability.supported) {
		const message = `${vendor.profile.name} does not offer this: ${capability.why}`;
		throw new NodeOperationError(context.getNode(), message);
	}
	try {
		const what = parameters.choice('what', CHANGING);
		const given = { what, ...readFilters(parameters) };
		const { client, principal, credentialKey } = await connectVendor(context, vendor, {
			credentialType: credentialTypeOf(vendor, parameters.text('authentication') ?? 'apiKey'),
			itemIndex: 0,
		});
		const { clock, properties: propertyCache } = gtmProcess();
		const ports = {
			vendor,
			client,
			principal,
			clock,
			properties: propertyCache,
			ledger: () => gtmProcess().ledger(),
			runId: 'poll',
			startedAt: clock.now(),
			memory: {},
		};
		const nameOf = (member: string) => labels[member] ?? parameters.labelOf(member);
		return await pollWithCursor(context, {
			of: digestOf([vendor.profile.id, credentialKey, what]),
			read: async (from) =>
				await listChanges.run(ports, inputOf(listChanges, { ...given, ...from }, nameOf)),
			toItem: (change) => toItem(vendor.profile.id, change as CrmChange),
		});
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new NodeOperationError(context.getNode(), error.message);
	}
}

/** `change` says what happened; the rest is as the operation tells it. */
function toItem(vendor: string, { kind, ...change }: CrmChange): IDataObject {
	return { change: kind, vendor, ...change } as IDataObject;
}
