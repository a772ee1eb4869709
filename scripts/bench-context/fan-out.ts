import { Sandbox } from '../../sandbox/frame/sandbox.ts';
import { VENDORS } from '../../sandbox/vendors/index.ts';
import type { Account, Person, World } from '../../sandbox/world/world.ts';
import type { Clock } from '../../src/base/clock.ts';
import type { HttpPort } from '../../src/gtm/http/http-port.ts';
import type { VendorClient } from '../../src/gtm/http/vendor-client.ts';
import type { Library } from './library.ts';

/** Asks every source about a prospect, one after another, as an agent without a graph has to. */
export interface FanOut {
	ask(person: Person, account: Account): Promise<FanOutAnswer>;
}

export interface FanOutAnswer {
	/** Calls that the agent makes. */
	calls: number;
	/** Requests that these make. */
	requests: number;
	/** What the agent is given to read, as JSON. */
	text: string;
}

type Key = (key: string) => Record<string, string>;

const BEARER: Key = (key) => ({ authorization: `Bearer ${key}` });
const X_API_KEY: Key = (key) => ({ 'x-api-key': key });

const clock: Clock = {
	now: Date.now,
	random: Math.random,
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
	schedule(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
};

export function openFanOut(library: Library, world: World): FanOut {
	const vendors = VENDORS.filter(({ id }) => ['hubspot', 'pdl', 'apollo'].includes(id));
	const sandbox = new Sandbox({
		vendors,
		world,
		clock,
		settings: { limits: 'off', indexLagMs: 0 },
	});
	let requests = 0;
	const portTo = (id: string, header: Key): HttpPort => {
		const headers = header(sandbox.vendor(id).emulator.keys[0].value);
		return async ({ method, url, query = {}, headers: own, body }) => {
			requests += 1;
			const target = new URL(url);
			for (const [name, value] of Object.entries(query)) {
				for (const one of [value].flat())
					if (one !== undefined) target.searchParams.append(name, String(one));
			}
			const answer = await sandbox.handle({
				method,
				url: `${target.pathname}${target.search}`,
				headers: { 'content-type': 'application/json', ...own, ...headers },
				text: body === undefined ? '' : JSON.stringify(body),
			});
			if (typeof answer === 'string') throw new RangeError(`${id} does not answer: ${answer}`);
			const parsed = answer.text === '' ? undefined : (JSON.parse(answer.text) as unknown);
			return { status: answer.status, headers: answer.headers ?? {}, body: parsed };
		};
	};
	const traffic = library.createVendorTraffic(clock);
	const clientOf = (kind: 'crm' | 'enrichment', id: string, header: Key): VendorClient => {
		const vendor = library.vendorOf(kind, id);
		return library.createVendorClient(
			vendor.profile,
			{ http: portTo(id, header), clock, traffic },
			{
				hosts: vendor.hosts({ baseUrl: `http://localhost/${id}` }),
				principal: 'bench',
				secrets: [],
			},
		);
	};
	const crm = {
		vendor: library.vendorOf('crm', 'hubspot'),
		client: clientOf('crm', 'hubspot', BEARER),
	};
	const pdl = {
		vendor: library.vendorOf('enrichment', 'pdl'),
		client: clientOf('enrichment', 'pdl', X_API_KEY),
	};
	const apollo = {
		vendor: library.vendorOf('enrichment', 'apollo'),
		client: clientOf('enrichment', 'apollo', X_API_KEY),
	};
	return {
		async ask({ email }, { domain, name }) {
			const before = requests;
			const results = [
				await crm.vendor.contact.get(crm.client, { email }, {}),
				await crm.vendor.company.get(crm.client, { domain }, {}),
				await crm.vendor.deal.search(crm.client, { conditions: [], text: name, limit: 20 }),
				await pdl.vendor.enrichPerson(pdl.client, { email }, {}),
				await apollo.vendor.enrichCompany(apollo.client, { domain }, {}),
			];
			return { calls: results.length, requests: requests - before, text: JSON.stringify(results) };
		},
	};
}
