import { setTimeout as pause } from 'node:timers/promises';

import { sandboxCredential } from '../../sandbox/credentials.ts';
import { listen } from '../../sandbox/frame/http-server.ts';
import { Sandbox } from '../../sandbox/frame/sandbox.ts';
import { VENDORS } from '../../sandbox/vendors/index.ts';
import { buildWorld } from '../../sandbox/world/build-world.ts';
import { publishNew } from '../n8n/temporary-n8n.ts';
import type { Cluster } from './start-cluster.ts';
import type { Outcome } from './tool-calls.ts';
import { changesWorkflow, optOutsWorkflow } from './workflows.ts';

/** How a delivery went. */
export interface Delivered {
	/** Of the first attempt. */
	outcome: Outcome;
	text: string;
	/** A vendor that hears of no success delivers again, until it does or gives up. */
	isTaken: boolean;
}

/** Vendors that call n8n, and whose news starts published workflows. */
export interface TellingVendors {
	/** Somebody opts out: Instantly tells of it by webhook only, and twice. */
	optOut(email: string): Promise<Delivered>;
	/** Somebody is added to Pipedrive, which lists it, and calls once. */
	addPerson(email: string): Promise<void>;
	close(): Promise<void>;
}

interface RegisteredHook {
	target_hook_url: string;
	headers: Record<string, string>;
}

const AGAIN_MS = 1_000;
const GIVE_UP_MS = 180_000;
/** A vendor waits no longer for an answer. */
const PATIENCE_MS = 30_000;

/** Starts the vendors, and publishes a workflow for each in the cluster. */
export async function startTellingVendors(
	{ client }: Cluster,
	effects: string,
): Promise<TellingVendors> {
	const world = { ...buildWorld(), people: [], duplicates: [], deals: [], activities: [] };
	const sandbox = new Sandbox({ vendors: VENDORS, world, settings: { limits: 'off' } });
	const { url, close } = await listen(sandbox);
	const credential = async (type: string) => ({
		[type]: await client.createCredential({ name: type, type, data: sandboxCredential(url, type) }),
	});
	await publishNew(client, optOutsWorkflow(effects, await credential('gtmInstantlyApi')));
	await publishNew(client, changesWorkflow(effects, await credential('gtmPipedriveApi')));
	const answer = await fetch(`${url}/instantly/api/v2/webhooks`, {
		headers: { authorization: 'Bearer sandbox-instantly' },
	});
	const [hook] = ((await answer.json()) as { items: RegisteredHook[] }).items;
	if (!hook) throw new Error('no webhook was registered');
	return {
		async optOut(email) {
			const delivery = { hook, text: optOutOf(email) };
			const all = await Promise.all([deliver(delivery), deliver(delivery)]);
			return all.find(({ isTaken }) => !isTaken) ?? all[0];
		},
		async addPerson(email) {
			const { ok, status } = await fetch(`${url}/pipedrive/api/v2/persons`, {
				method: 'POST',
				headers: { 'x-api-token': 'sandbox-pipedrive', 'content-type': 'application/json' },
				body: JSON.stringify({ name: email, emails: [{ value: email, primary: true }] }),
			});
			if (!ok) throw new Error(`Pipedrive did not add ${email}: ${status}`);
		},
		close,
	};
}

function optOutOf(email: string): string {
	return JSON.stringify({
		timestamp: new Date().toISOString(),
		event_type: 'lead_unsubscribed',
		lead_email: email,
		step: 1,
	});
}

interface Delivery {
	hook: RegisteredHook;
	text: string;
}

async function deliver(delivery: Delivery): Promise<Delivered> {
	const first = await attempt(delivery);
	let { outcome } = first;
	const deadline = Date.now() + GIVE_UP_MS;
	while (outcome !== 'answered' && Date.now() < deadline) {
		await pause(AGAIN_MS);
		({ outcome } = await attempt(delivery));
	}
	return { ...first, isTaken: outcome === 'answered' };
}

async function attempt({ hook, text }: Delivery): Promise<Omit<Delivered, 'isTaken'>> {
	try {
		const answer = await fetch(hook.target_hook_url, {
			method: 'POST',
			headers: { ...hook.headers, 'content-type': 'application/json' },
			body: text,
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		return { outcome: outcomeOf(answer.status), text: `${answer.status} ${await answer.text()}` };
	} catch (error) {
		const { name, message } = error as Error;
		return { outcome: name === 'TimeoutError' ? 'hung' : 'cut', text: message };
	}
}

function outcomeOf(status: number): Outcome {
	if (status === 200) return 'answered';
	if (status === 502) return 'cut';
	return status >= 500 ? 'clear error' : 'wrong';
}
