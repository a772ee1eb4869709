import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { digestOf } from '../../../base/digest';
import { CHANGING } from '../../../gtm/crm/crm-changes';
import type { HookNews } from '../../../gtm/hooks/vendor-hook';
import { type CrmChange, listChanges } from '../../../gtm/operations/crm/list-changes';
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

/** What the GTM CRM Trigger does. */
export function crmTrigger(form: TriggerForm): WatchingTrigger {
	return {
		poll: async (context) => await pollCrmChanges(context, form),
		tell: (context, news) => tellChanges(context, form, news),
		watched: (context) => {
			const { parameters, vendor, what } = chosenIn(context, form);
			const { hook } = vendor;
			const covers = hook?.covers?.({ what }) !== false;
			const place = { what };
			return {
				parameters,
				vendor,
				operation: listChanges,
				place,
				...(hook && covers && { hook }),
			};
		},
	};
}

function chosenIn(context: TriggerContext, { properties }: TriggerForm) {
	const parameters = pollParameters(context, properties);
	const vendor = vendorOf('crm', parameters.requiredText('vendor'));
	return { parameters, vendor, what: parameters.choice('what', CHANGING) };
}

/** One poll. */
async function pollCrmChanges(
	context: IPollFunctions,
	form: TriggerForm,
): Promise<INodeExecutionData[][] | null> {
	return await asNodeError(context, async () => {
		const { parameters, vendor, what } = chosenIn(context, form);
		const given = { what, ...form.readFilters(parameters) };
		const { ports, credentialKey } = await connectPoll(context, vendor, listChanges, parameters);
		return await pollWithCursor(context, {
			of: digestOf([vendor.profile.id, credentialKey, what]),
			read: async (from) => {
				const input = checkedInput(listChanges, { ...given, ...from }, form.labels, parameters);
				return await listChanges.run(ports, input);
			},
			toItem: (change) => toItem(vendor.profile.id, change as CrmChange),
		});
	});
}

/** Deletions, which pass the filters of owner, pipeline, stage and field as those that a list tells of. */
function tellChanges(
	context: IPollFunctions,
	form: TriggerForm,
	news: readonly HookNews[],
): INodeExecutionData[][] | null {
	const { parameters, vendor, what } = chosenIn(context, form);
	const filters = form.readFilters(parameters);
	const { kinds } = checkedInput(listChanges, { what, ...filters }, form.labels, parameters);
	const items = unknownNews(context, news).flatMap(({ event }) => {
		if (!('kind' in event) || event.what !== what) return [];
		if (kinds && !kinds.includes(event.kind)) return [];
		return [{ json: toItem(vendor.profile.id, event) }];
	});
	return items.length === 0 ? null : [items];
}

/** `change` says what happened; the rest is as the operation tells it. */
function toItem(vendor: string, { kind, ...change }: CrmChange): IDataObject {
	return { change: kind, vendor, ...change } as IDataObject;
}
