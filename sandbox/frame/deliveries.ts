import { createHmac } from 'node:crypto';

import type { Engagement } from '../world/world.ts';
import type { Clock } from './clock.ts';
import type { Settings } from './settings.ts';
import type { Row } from './table.ts';

/** A webhook that somebody registered. */
export interface Hook extends Row {
	url: string;
	/** Shown with every delivery, or its signature is made with it. */
	secret: string;
	/** Of what it tells, where the vendor is asked for some: `person`, an object's id, a campaign. */
	about?: string;
	createdAt: string;
}

/** A request of the vendor to whoever registered a webhook. */
export interface Delivery {
	url: string;
	headers: Readonly<Record<string, string>>;
	text: string;
}

/** What happens to a person in a sequence by no call: a mail is sent, opened, answered. */
export interface Happening {
	email: string;
	type: Engagement['type'];
	at: string;
}

/** How a delivery went; `status` is left out if nobody answered, or it was lost on its way. */
export interface Delivered {
	at: string;
	vendor: string;
	url: string;
	status?: number;
	lost?: true;
}

const PATIENCE_MS = 10_000;
const KEPT = 500;

export const toDelivery = (
	url: string,
	body: object,
	headers: Delivery['headers'] = {},
): Delivery => ({
	url,
	headers: { 'content-type': 'application/json', ...headers },
	text: JSON.stringify(body),
});

export const hexSignature = (secret: string, text: string): string =>
	createHmac('sha256', secret).update(text).digest('hex');

/** Sends what vendors tell, in the way that the settings say, once each: nothing is sent again. */
export class Deliveries {
	#log: Delivered[] = [];
	#held: { vendor: string; delivery: Delivery } | undefined;
	#underWay = new Set<Promise<void>>();
	readonly #settings: Settings;
	readonly #clock: Clock;

	constructor(settings: Settings, clock: Clock) {
		this.#settings = settings;
		this.#clock = clock;
	}

	/** The latest, oldest first. */
	list(): readonly Delivered[] {
		return this.#log;
	}

	clear(): void {
		this.#log = [];
		this.#held = undefined;
	}

	/** Resolves when nothing is on its way. */
	async settled(): Promise<void> {
		await Promise.all(this.#underWay);
	}

	send(vendor: string, deliveries: readonly Delivery[]): void {
		for (const delivery of deliveries) this.#dispatch(vendor, delivery);
	}

	#dispatch(vendor: string, delivery: Delivery): void {
		const how = this.#settings.deliveries;
		if (how === 'lost') this.#note({ vendor, url: delivery.url, lost: true });
		else if (how === 'swapped') this.#swap(vendor, delivery);
		else
			for (let left = how === 'doubled' ? 2 : 1; left > 0; left -= 1) this.#post(vendor, delivery);
	}

	/** Every second one goes before the one that was due. */
	#swap(vendor: string, delivery: Delivery): void {
		const held = this.#held;
		if (held === undefined) {
			this.#held = { vendor, delivery };
			return;
		}
		this.#held = undefined;
		this.#post(vendor, delivery);
		this.#post(held.vendor, held.delivery);
	}

	#post(vendor: string, { url, headers, text }: Delivery): void {
		const signal = AbortSignal.timeout(PATIENCE_MS);
		const sent = fetch(url, { method: 'POST', headers, body: text, signal }).then(
			({ status }) => this.#note({ vendor, url, status }),
			() => this.#note({ vendor, url }),
		);
		this.#underWay.add(sent);
		void sent.finally(() => this.#underWay.delete(sent));
	}

	#note({ vendor, url, ...how }: Omit<Delivered, 'at'>): void {
		const at = new Date(this.#clock.now()).toISOString();
		// Where the secret stands in the address it is not shown.
		this.#log.push({ at, vendor, url: url.split('?')[0] ?? url, ...how });
		this.#log = this.#log.slice(-KEPT);
	}
}
