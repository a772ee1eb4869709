import type { IWebhookFunctions } from 'n8n-workflow';

import type { HookNews } from '../../../gtm/hooks/vendor-hook';
import { EVERYWHERE } from '../../../gtm/ledger/suppression-key';
import type { EngagementEvent } from '../../../gtm/model/enrollment';
import { isGraphOff } from '../../context/graph-switch';
import { accountTagOfIds } from '../../context/observe/accounts-of-ids';
import { contextGraph } from '../../context/process-graph';
import { processLedger } from '../../context/process-ledger';
import { OPTED_OUT } from '../../context/sync/follow-opt-out';
import { takeInOptOuts } from '../../context/sync/take-in-opt-outs';
import { credentialTypeOf } from '../node/vendor.properties';
import { connectVendor } from '../vendor-client';
import type { Watched } from './watching-trigger';

/**
 * Puts those on the suppression list whose opt-out only a delivery tells of, whatever the filters of the
 * trigger let through: no sync could find them. Done twice it changes nothing.
 *
 * @throws VendorError, or Error of the store: the vendor is to deliver again
 */
export async function takeInOptOutsOfHook(
	context: IWebhookFunctions,
	watched: Watched,
	news: readonly HookNews[],
): Promise<void> {
	const events = news.flatMap(({ event }) =>
		'kind' in event || event.type !== 'unsubscribed' ? [] : [event],
	);
	if (events.length === 0) return;
	const { vendor } = watched;
	const source = vendor.profile.id;
	if (isGraphOff()) {
		await listThem(source, events);
		return;
	}
	const account = await accountTagOfIds({ vendor, client: await clientOf(context, watched) });
	const { id = '', name = id } = context.getWorkflow();
	const from = {
		source,
		run: 'webhook',
		actor: `workflow ${name}`.slice(0, 120),
		...(account !== undefined && { account }),
	};
	await takeInOptOuts(await contextGraph(), from, events);
}

async function clientOf(context: IWebhookFunctions, { vendor, parameters }: Watched) {
	const { client } = await connectVendor(context, vendor, {
		credentialType: credentialTypeOf(vendor, parameters.text('authentication') ?? 'apiKey'),
		itemIndex: 0,
	});
	return client;
}

/** Without the graph there is the list alone. Whoever is there for another reason stays so. */
async function listThem(source: string, events: readonly EngagementEvent[]): Promise<void> {
	const { suppressions } = processLedger();
	for (const { email } of events) {
		if (email === undefined) continue;
		const standing = await suppressions.find({ email });
		if (standing?.kind === 'email' && standing.scope === EVERYWHERE) continue;
		await suppressions.add([{ kind: 'email', value: email, reason: OPTED_OUT, source }]);
	}
}
