import { type IWebhookFunctions, type IWebhookResponseData, LoggerProxy } from 'n8n-workflow';

import type { HookDelivery, HookNews } from '../../../gtm/hooks/vendor-hook';
import { asNodeError } from './connect-poll';
import type { SavedHooks } from './hook-lifecycle';
import { keyOf, livePolls } from './live-polls';
import { takeInOptOutsOfHook } from './opt-outs-of-hook';
import type { Watched, WatchingTrigger } from './watching-trigger';

/** No vendor sends more; who does is not listened to. */
const LONGEST_BODY = 1_000_000;

/**
 * A request to the trigger's webhook. One that the vendor sent makes the trigger read what changed; any
 * other is refused, and does nothing.
 */
export async function receiveHook(
	context: IWebhookFunctions,
	{ watched }: WatchingTrigger,
): Promise<IWebhookResponseData> {
	const text = textIn(context);
	if (text.length > LONGEST_BODY) return answer(context, 413, 'Too long');
	// Read only: what is written here would undo what a poll notes meanwhile.
	const { hooks } = context.getWorkflowStaticData('node') as SavedHooks;
	const all = await asNodeError(context, async () => await Promise.resolve(watched(context)));
	const { hook } = all;
	const delivery = deliveryIn(context, text);
	if (!hooks || !hook?.isGenuine(delivery, hooks.secret)) {
		return answer(context, 401, 'Not a delivery of the vendor');
	}
	const news = hook.untold?.(delivery.body) ?? [];
	const isListed = await areListed(context, all, news);
	const hint = { key: keyOf(context), news, pauseMs: hook.pauseMs };
	const isTaken = await livePolls().hint(hint);
	return isTaken && isListed ? answer(context, 200, 'ok') : answer(context, 503, 'Not ready yet');
}

/** @returns false if the list could not be written: the vendor is to deliver again */
async function areListed(
	context: IWebhookFunctions,
	watched: Watched,
	news: readonly HookNews[],
): Promise<boolean> {
	try {
		await takeInOptOutsOfHook(context, watched, news);
		return true;
	} catch (error) {
		const { name } = context.getNode();
		LoggerProxy.warn(
			`GTM: "${name}" could not put an opt-out on the suppression list, so the vendor is asked to deliver it again. ${String(error)}`,
		);
		return false;
	}
}

function answer(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message: text });
	return { noWebhookResponse: true };
}

/** As it came: signatures are made of bytes. */
function textIn(context: IWebhookFunctions): Buffer {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	return Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
}

function deliveryIn(context: IWebhookFunctions, text: Buffer): HookDelivery {
	const headers = textsOf(context.getHeaderData());
	return { headers, query: textsOf(context.getQueryData()), text, body: parsed(text) };
}

/** Of a name that comes several times nobody knows which is meant. */
function textsOf(values: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		),
	);
}

function parsed(text: Buffer): unknown {
	try {
		return JSON.parse(text.toString('utf8'));
	} catch {
		return undefined; // A vendor's signature may hold all the same: then it is a hint without news.
	}
}
