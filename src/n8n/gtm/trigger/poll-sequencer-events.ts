import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { digestOf } from '../../../base/digest';
import { listEvents } from '../../../gtm/operations/sequencer/list-events';
import { vendorOf } from '../../../gtm/vendors/registry';
import { type TriggerForm, asNodeError, checkedInput, connectPoll } from './connect-poll';
import { pollParameters } from './poll-parameters';
import { pollWithCursor } from './poll-with-cursor';

/** One poll of the GTM Sequencer Trigger. */
export async function pollSequencerEvents(
	context: IPollFunctions,
	{ properties, readFilters, labels }: TriggerForm,
): Promise<INodeExecutionData[][] | null> {
	return await asNodeError(context, async () => {
		const parameters = pollParameters(context, properties);
		const vendor = vendorOf('sequencer', parameters.requiredText('vendor'));
		const given = readFilters(parameters);
		const { ports, credentialKey } = await connectPoll(context, vendor, listEvents, parameters);
		return await pollWithCursor(context, {
			of: digestOf([vendor.profile.id, credentialKey]),
			read: async (from) => {
				const input = checkedInput(listEvents, { ...given, ...from }, labels, parameters);
				return await listEvents.run(ports, input);
			},
			toItem: (event) => ({ vendor: vendor.profile.id, ...event }),
		});
	});
}
