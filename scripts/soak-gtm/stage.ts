import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Sandbox } from '../../sandbox/frame/sandbox.ts';
import type { VendorModule } from '../../sandbox/frame/running-vendor.ts';
import type { HttpPort } from '../../src/gtm/http/http-port.ts';
import type { VendorClient } from '../../src/gtm/http/vendor-client.ts';
import type { Ledger } from '../../src/gtm/ledger/ledger.ts';
import type { Contact } from '../../src/gtm/model/contact.ts';
import type { Outcome } from '../../src/gtm/model/outcome.ts';
import type { Vendor } from '../../src/gtm/vendors/vendor.ts';
import { setFaults } from './fault-mix.ts';
import type { Library } from './library.ts';
import type { WorkerProcess } from './rounds.ts';
import { VirtualClock } from './virtual-clock.ts';
import { Wire } from './wire.ts';

export interface SoakOptions {
	seed: number;
	contacts: number;
	/** Multiplies the limits of the sequencer, whose real ones stretch the run over a week. */
	limits: number;
}

const START = Date.parse('2026-11-25T10:00:00Z');
/** Of every answer: time passes while it comes. */
const LATENCY_MS = 40;

/** One vendor with its faults, and processes that use it. */
export class Stage {
	readonly clock: VirtualClock;
	readonly sandbox: Sandbox;
	readonly wire: Wire;
	/** Without faults and limits: to look what became of it. */
	readonly clean: HttpPort;
	readonly #http: HttpPort;
	readonly #library: Library;
	readonly #vendor: Vendor;
	readonly #folder = mkdtempSync(join(tmpdir(), 'soak-gtm-'));
	#ledgers: Ledger[] = [];

	constructor(
		library: Library,
		{
			module,
			vendor,
			authentication,
			seed,
			limits,
		}: {
			module: VendorModule;
			vendor: Vendor;
			authentication: (key: string) => Record<string, string>;
			seed: number;
			limits: number;
		},
	) {
		this.#library = library;
		this.#vendor = vendor;
		this.clock = new VirtualClock(START, seed);
		const settings = { limits, latencyMs: LATENCY_MS };
		this.sandbox = new Sandbox({ vendors: [module], clock: this.clock, settings });
		this.wire = new Wire(this.sandbox, library);
		this.#http = this.wire.port(module.id, authentication);
		this.clean = new Wire(this.sandbox, library).port(module.id, authentication);
		setFaults(this.sandbox, module.id, seed);
	}

	/** The ledger's store, as a process opens it. */
	openLedger(): Ledger {
		const ledger = this.#library.openStoreLedger({
			store: async () =>
				await this.#library.openStore({ sqlite: join(this.#folder, 'store.sqlite') }),
			now: this.clock.now,
			secret: Buffer.from('soak'),
		});
		this.#ledgers.push(ledger);
		return ledger;
	}

	/** A process with limits of its own, until it dies: then nothing that it waits for ever comes. */
	startProcess(
		run: (
			client: VendorClient,
			ledger: Ledger,
		) => { portion: number; run(rows: readonly Contact[]): Promise<Outcome[]> },
	): WorkerProcess<Contact> {
		const { profile } = this.#vendor;
		const traffic = this.#library.createVendorTraffic(this.clock);
		const ledger = this.openLedger();
		let dead = false;
		const never = async () => await new Promise<never>(() => undefined);
		const http: HttpPort = async (request) => {
			if (dead) return await never();
			const answer = await this.#http(request).catch(async (error: unknown) => {
				if (dead) return await never();
				throw error;
			});
			return dead ? await never() : answer;
		};
		return {
			client: (signal) =>
				this.#library.createVendorClient(
					profile,
					{ http, clock: this.clock, traffic },
					{ hosts: this.hosts, principal: 'soak', secrets: [], signal },
				),
			operation: (client) => ({ provider: profile.id, ...run(client, ledger) }),
			kill: () => {
				dead = true;
			},
		};
	}

	get hosts(): Record<string, string> {
		return { api: `http://sandbox/${this.#vendor.profile.id}` };
	}

	/** From here on everything works. */
	calmDown(): void {
		this.sandbox.faults.clear();
		this.sandbox.settings.limits = 'off';
		this.sandbox.settings.latencyMs = 0;
	}

	async close(): Promise<void> {
		for (const ledger of this.#ledgers) await ledger.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
