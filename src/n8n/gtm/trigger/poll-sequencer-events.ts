import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { digestOf } from '../../../base/digest';
import type { HookNews } from '../../../gtm/hooks/vendor-hook';
import { listEvents } from '../../../gtm/operations/sequencer/list-events';
import { isWantedEvent } from '../../../gtm/operations/sequencer/wanted-event';
import { vendorOf } from '../../../gtm/vendors/registry';
import {
	type TriggerContext,
	type TriggerForm,
	asNodeError,
	checkedInput,
	connectPoll,
} from './connect-poll';
import { pollParameters } from './poll-parameters';
import { pollWithCursor, unknownNews } from './poll-with-cursor';
import type { WatchingTrigger } from './watching-trigger';

/** What the GTM Sequencer Trigger does. */
export function sequencerTrigger(form: TriggerForm): WatchingTrigger {
	return {
		poll: async (context) => await pollSequencerEvents(context, form),
		tell: (context, news) => tellEvents(context, form, news),
		watched: (context) => {
			const { parameters, vendor } = chosenIn(context, form);
			const { sequenceIds } = inputIn(parameters, form);
			return {
				parameters,
				vendor,
				operation: listEvents,
				place: { ...(sequenceIds && { sequenceIds }) },
				...(vendor.hook && { hook: vendor.hook }),
			};
		},
	};
}

function chosenIn(context: TriggerContext, { properties }: TriggerForm) {
	const parameters = pollParameters(context, properties);
	return { parameters, vendor: vendorOf('sequencer', parameters.requiredText('vendor')) };
}

function inputIn(
	parameters: ReturnType<typeof pollParameters>,
	{ readFilters, labels }: TriggerForm,
	from: object = {},
) {
	return checkedInput(listEvents, { ...readFilters(parameters), ...from }, labels, parameters);
}

/** One poll. */
async function pollSequencerEvents(
	context: IPollFunctions,
	form: TriggerForm,
): Promise<INodeExecutionData[][] | null> {
	return await asNodeError(context, async () => {
		const { parameters, vendor } = chosenIn(context, form);
		const { ports, credentialKey } = await connectPoll(context, vendor, listEvents, parameters);
		return await pollWithCursor(context, {
			of: digestOf([vendor.profile.id, credentialKey]),
			read: async (from) => await listEvents.run(ports, inputIn(parameters, form, from)),
			toItem: (event) => ({ vendor: vendor.profile.id, ...event }),
		});
	});
}

/** Events of which the vendor keeps no list. */
function tellEvents(
	context: IPollFunctions,
	form: TriggerForm,
	news: readonly HookNews[],
): INodeExecutionData[][] | null {
	const { parameters, vendor } = chosenIn(context, form);
	const wanted = inputIn(parameters, form);
	const items = unknownNews(context, news).flatMap(({ event }) => {
		if ('kind' in event || !isWantedEvent(event, wanted)) return [];
		return [{ json: { vendor: vendor.profile.id, ...event } }];
	});
	return items.length === 0 ? null : [items];
}
