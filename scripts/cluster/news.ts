import { setTimeout as pause } from 'node:timers/promises';

import type { Counted, Tested } from './checks.ts';
import type { Effects } from './effects.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { Cluster } from './start-cluster.ts';
import type { Delivered, TellingVendors } from './telling-vendors.ts';
import { addedEffect, optedOutEffect } from './workflows.ts';

/** What a round tells. */
const OPT_OUTS = 20;
const PEOPLE = 3;

/** For a workflow to start, on a busy machine. */
const DUE_MS = 120_000;
const LOOK_MS = 50;

/** One is told of after the other, so that what goes wrong is in the middle of it. */
const BETWEEN_MS = 150;
/** So many are told before something goes wrong. */
const FIRST = 5;

/** Something that happens while vendors call n8n. */
export interface NewsRound {
	what: string;
	happen(this: void, cluster: Cluster, telling: Telling): Promise<unknown>;
	/** What a vendor may see of it at first. */
	allowed: Fault['allowed'];
}

const AT_REST: NewsRound[] = [
	{
		what: 'webhooks tell',
		happen: async (_cluster, telling) => await telling.all(PEOPLE),
		allowed: ['answered'],
	},
	{
		what: 'webhooks tell while the main is away',
		async happen(cluster, telling) {
			await cluster.main.kill();
			await telling.all(PEOPLE);
			cluster.main = await cluster.start('start');
		},
		allowed: ['answered'],
	},
];

/** Executions that are on a worker which dies, or whose database is away, are n8n's to lose. */
const OF_EXECUTIONS = ['a worker is killed', 'PostgreSQL is gone for 10 s'];

const UNDER_FAULTS: NewsRound[] = FAULTS.filter(({ name }) => !OF_EXECUTIONS.includes(name)).map(
	(fault) => ({
		what: `webhooks tell, and ${fault.name}`,
		// Whose vendor calls but once is left to the next poll.
		async happen(cluster, telling) {
			const all = telling.all(0);
			await telling.begun;
			await Promise.all([all, fault.happen(cluster)]);
		},
		allowed: fault.allowed,
	}),
);

export const newsRounds = (form: 'full' | 'short'): NewsRound[] =>
	form === 'short' ? AT_REST : [...AT_REST, ...UNDER_FAULTS];

/** What is told in a round: each effect that it is to have, and when it was told. */
class Telling {
	/** Of opt-outs, by their effect. */
	readonly deliveries = new Map<string, Promise<Delivered>>();
	readonly toldAt = new Map<string, number>();
	readonly #begun = Promise.withResolvers<void>();
	/** Resolves when some are told of. */
	readonly begun = this.#begun.promise;
	readonly #run = crypto.randomUUID().slice(0, 8);
	readonly #vendors: TellingVendors;

	constructor(vendors: TellingVendors) {
		this.#vendors = vendors;
	}

	optOut(): void {
		const email = this.#email();
		this.toldAt.set(optedOutEffect(email), Date.now());
		this.deliveries.set(optedOutEffect(email), this.#vendors.optOut(email));
	}

	async addPerson(): Promise<void> {
		const email = this.#email();
		this.toldAt.set(addedEffect(email), Date.now());
		await this.#vendors.addPerson(email);
	}

	/** @param people as many of them as are added between the opt-outs */
	async all(people: number): Promise<void> {
		for (let index = 0; index < OPT_OUTS; index++) {
			this.optOut();
			if (index < people) await this.addPerson();
			if (index === FIRST) this.#begun.resolve();
			await pause(BETWEEN_MS);
		}
		await this.delivered();
	}

	/** Resolves when each delivery was taken, or its vendor gave up. */
	async delivered(): Promise<Map<string, Delivered>> {
		const ended = [...this.deliveries].map(async ([name, one]) => [name, await one] as const);
		return new Map(await Promise.all(ended));
	}

	/** Until all have had their effect, or it is too late. */
	async untilStarted({ counts }: Effects): Promise<void> {
		const deadline = Date.now() + DUE_MS;
		const names = [...this.toldAt.keys()];
		while (names.some((name) => !counts.has(name)) && Date.now() < deadline) await pause(LOOK_MS);
	}

	#email(): string {
		return `person-${this.toldAt.size}@${this.#run}.example`;
	}
}

/** Tells of opt-outs and of people, and counts how often each has started its workflow. */
export async function countNews(
	{ cluster, effects }: Tested,
	vendors: TellingVendors,
	{ what, happen, allowed }: NewsRound,
): Promise<Counted> {
	const telling = new Telling(vendors);
	await happen(cluster, telling);
	await telling.untilStarted(effects);
	// Now the main looks once more at all that was kept, which is not to start anything again.
	telling.optOut();
	await telling.untilStarted(effects);
	return counted(what, allowed, telling, await telling.delivered(), effects);
}

function counted(
	what: string,
	allowed: Fault['allowed'],
	{ toldAt }: Telling,
	delivered: ReadonlyMap<string, Delivered>,
	{ counts, firstAt }: Effects,
): Counted {
	const deliveries = [...delivered.values()];
	const outcomes: Counted['outcomes'] = {};
	for (const { outcome } of deliveries) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
	const names = [...toldAt.keys()];
	const doubled = names.filter((name) => (counts.get(name) ?? 0) > 1).length;
	// What was never taken is the vendor's to tell of, and no loss of ours.
	const refused = names.filter((name) => delivered.get(name)?.isTaken === false);
	const lost = names.filter((name) => !counts.has(name) && !refused.includes(name));
	const waits = [...toldAt].map(([name, at]) => (firstAt.get(name) ?? at) - at);
	const bad = deliveries.find(({ outcome }) => !allowed.includes(outcome));
	return {
		what,
		calls: deliveries.length,
		outcomes,
		doubled,
		lost: lost.length,
		slowest: Math.max(...waits),
		problems: [
			...(bad ? [`${what}: a delivery ended as “${bad.outcome}”: ${bad.text}`] : []),
			...(refused.length > 0 ? [`${what}: ${refused.join(', ')} was never taken`] : []),
			...(doubled > 0 ? [`${what}: ${doubled} started their workflow twice`] : []),
			...(lost.length > 0 ? [`${what}: ${lost.join(', ')} started no workflow`] : []),
		],
	};
}
