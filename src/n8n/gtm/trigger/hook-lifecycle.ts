import { randomBytes } from 'node:crypto';

import { type IHookFunctions, LoggerProxy, NodeOperationError } from 'n8n-workflow';

import type { MadeHooks, VendorHook } from '../../../gtm/hooks/vendor-hook';
import type { VendorClient } from '../../../gtm/http/vendor-client';
import { VendorError } from '../../../gtm/http/vendor-error';
import { asNodeError, connectPoll } from './connect-poll';
import { INSTANT } from './instant';
import { keyOf, livePolls } from './live-polls';
import type { Watched, WatchingTrigger } from './watching-trigger';

/** What a workflow keeps of the webhooks that it registered. */
export interface SavedHooks {
	hooks?: {
		vendor: string;
		url: string;
		ids: string[];
		/** What deliveries show or are signed with. */
		secret: string;
	};
}

const SECRET_BYTES = 32;

/** Activations that nobody waits for: n8n starts, or another of its processes takes over. */
const UNATTENDED: readonly string[] = ['init', 'leadershipChange'];

/** What n8n calls when a workflow is published and unpublished. */
export function hookLifecycle({ watched }: WatchingTrigger) {
	const saidBy = (context: IHookFunctions) => context.getWorkflowStaticData('node') as SavedHooks;

	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			const url = this.getNodeWebhookUrl('default') ?? '';
			const { hooks } = saidBy(this);
			const wanted = instantIn(this, watched);
			if (!wanted) return hooks === undefined;
			if (hooks?.url !== url || hooks.vendor !== wanted.vendor.profile.id) return false;
			const client = await clientOf(this, wanted);
			return await unlessFailing(this, true, async () => {
				const there = (await wanted.hook.list(client, hooks.ids)).map(({ id }) => id);
				return hooks.ids.every((id) => there.includes(id));
			});
		},

		async create(this: IHookFunctions): Promise<boolean> {
			const wanted = instantIn(this, watched);
			const saved = saidBy(this);
			delete saved.hooks;
			const url = this.getNodeWebhookUrl('default');
			if (!wanted || url === undefined) return true;
			const client = await clientOf(this, wanted);
			const secret = randomBytes(SECRET_BYTES).toString('hex');
			const made = await unlessFailing(this, undefined, async () => {
				await removeFormer(client, wanted.hook, url);
				return await wanted.hook.create(client, { ...wanted.place, url, secret });
			});
			if (made) saved.hooks = toSaved(wanted, url, { secret, ...made });
			return true;
		},

		async delete(this: IHookFunctions): Promise<boolean> {
			livePolls().forget(keyOf(this));
			const saved = saidBy(this);
			const { hooks } = saved;
			if (!hooks) return true;
			delete saved.hooks;
			const { name } = this.getNode();
			try {
				const wanted = watched(this);
				if (!wanted.hook || wanted.vendor.profile.id !== hooks.vendor) return true;
				const client = await clientOf(this, { ...wanted, hook: wanted.hook });
				for (const id of hooks.ids) await wanted.hook.remove(client, id);
			} catch (error) {
				// A workflow can be unpublished also when its vendor is down. Nothing listens there any more.
				LoggerProxy.warn(
					`GTM: "${name}" could not remove its webhook ${hooks.ids.join(', ')} at ${hooks.vendor}. Remove it there. ${String(error)}`,
				);
			}
			return true;
		},
	};
}

async function clientOf(context: IHookFunctions, wanted: Watched): Promise<VendorClient> {
	const { vendor, operation, parameters } = wanted;
	const { ports } = await asNodeError(
		context,
		async () => await connectPoll(context, vendor, operation, parameters),
	);
	return ports.client;
}

type Wanted = Watched & { hook: VendorHook };

/** What is to be registered: of a vendor without webhooks, or with polling alone, nothing. */
function instantIn(
	context: IHookFunctions,
	watched: WatchingTrigger['watched'],
): Wanted | undefined {
	if (context.getNodeParameter(INSTANT, false) !== true) return undefined;
	const all = watched(context);
	return all.hook && { ...all, hook: all.hook };
}

/** A process that was killed in between may have left one, whose secret nobody knows. */
async function removeFormer(client: VendorClient, hook: VendorHook, url: string): Promise<void> {
	for (const former of await hook.list(client, [])) {
		if (former.url === url) await hook.remove(client, former.id);
	}
}

function toSaved(
	{ vendor }: Wanted,
	url: string,
	{ ids, secret = '' }: MadeHooks,
): SavedHooks['hooks'] {
	return { vendor: vendor.profile.id, url, ids: [...ids], secret };
}

/**
 * Who publishes hears what the vendor says against it. When n8n starts nobody does, and polling is
 * enough.
 */
async function unlessFailing<Result>(
	context: IHookFunctions,
	otherwise: Result,
	act: () => Promise<Result>,
): Promise<Result> {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof VendorError) && !(error instanceof RangeError)) throw error;
		const { name } = context.getNode();
		if (UNATTENDED.includes(context.getActivationMode())) {
			LoggerProxy.warn(
				`GTM: "${name}" only polls: its webhook could not be set up. ${error.message}`,
			);
			return otherwise;
		}
		throw new NodeOperationError(context.getNode(), error.message, {
			description:
				'The webhook could not be registered. Check that the credential may manage webhooks and that the vendor can reach this n8n, or turn Instant off: polling works without it.',
		});
	}
}
