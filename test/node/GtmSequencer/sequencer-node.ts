import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { openSandbox } from '../../contract/gtm/sandbox-port';
import { type GtmRun, type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import type { LoggedCall } from '../../../sandbox/frame/request-log.ts';
import type { WireRequest } from '../../../sandbox/frame/sandbox.ts';
import type { World } from '../../../sandbox/world/world.ts';
import type { SequencerOperation } from '../../../src/gtm/sequencer/sequencer-vendor';
import { GTM_PROCESS, gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { storeFile } from '../../../src/n8n/gtm/store-place';

export type SequencerRun = Pick<GtmRun, 'credentials' | 'items' | 'onError'> & {
	parameters?: INodeParameters;
};

type Finished = Awaited<ReturnType<typeof runGtmNode>>;

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What the form of an enrollment asks for, filled in: people come as items. */
export function ofPeople(sequenceId: string, more: INodeParameters = {}): INodeParameters {
	return { sequence: byId(sequenceId), email: '={{ $json.email }}', ...more };
}

export const toItems = (...emails: readonly string[]): IDataObject[] =>
	emails.map((email) => ({ email }));

/**
 * As after a restart of n8n on an empty disk: limits, circuits and the ledger hold longer than a
 * sandbox, so a test would find those of the one before.
 */
export async function restartProcess(): Promise<void> {
	await gtmProcess().ledger().close();
	rmSync(path.dirname(storeFile(process.env)), { recursive: true, force: true });
	Reflect.deleteProperty(globalThis, GTM_PROCESS);
}

/** An operation such as `sequence.get`, of a vendor. */
export async function runSequencer(
	sandbox: OpenSandbox,
	vendor: string,
	name: SequencerOperation,
	{ parameters, ...more }: SequencerRun,
): Promise<Finished> {
	const [resource = '', operation = ''] = name.split('.');
	return await runGtmNode(sandbox, {
		type: 'gtmSequencer',
		...more,
		parameters: { vendor, resource, operation, ...parameters },
	});
}

/** Where a vendor is asked, once in an execution, whose account it is. */
const WHOSE = ['GET /api/v1/users/api_profile', 'GET /api/v2/workspaces/current', 'GET /api/team'];

/** The sequencer node with one vendor of a sandbox, in a process of its own. */
export class SequencerNode {
	readonly opened: OpenSandbox;
	readonly #vendor: string;
	readonly #sequence: string;
	readonly #log: unknown[] = [];

	private constructor(opened: OpenSandbox, vendor: string, sequence: string) {
		this.opened = opened;
		this.#vendor = vendor;
		this.#sequence = sequence;
		for (const level of ['error', 'warn', 'info', 'debug'] as const) {
			jest.spyOn(Container.get(Logger), level).mockImplementation((...said) => {
				this.#log.push(said);
			});
		}
	}

	/** @param sequence the one that is meant where none is named */
	static async open(
		vendor: string,
		sequence: string,
		options: Parameters<typeof openSandbox>[0] = {},
	): Promise<SequencerNode> {
		await restartProcess();
		return new SequencerNode(await openSkippingSandbox(options), vendor, sequence);
	}

	async close(): Promise<void> {
		jest.restoreAllMocks();
		await this.opened.close();
		await restartProcess();
	}

	/** Milliseconds of the clock on which nobody waits. */
	now(): number {
		return gtmProcess().clock.now();
	}

	get world(): World {
		return this.opened.sandbox.world;
	}

	async run(name: SequencerOperation, what: SequencerRun): Promise<Finished> {
		return await runSequencer(this.opened, this.#vendor, name, what);
	}

	/** Failures are outputs, too. */
	async enroll(
		emails: readonly string[] | string,
		parameters: INodeParameters = {},
	): Promise<IDataObject[]> {
		const { items } = await this.run('enrollment.enroll', {
			parameters: ofPeople(this.#sequence, parameters),
			items: toItems(...[emails].flat()),
			onError: 'continueRegularOutput',
		});
		return items;
	}

	/** One person: `get`, `pause`, `resume` or `stop`. */
	async act(
		operation: 'get' | 'pause' | 'resume' | 'stop',
		email: string,
		sequence = this.#sequence,
	): Promise<IDataObject | undefined> {
		const { items } = await this.run(`enrollment.${operation}`, {
			parameters: ofPeople(sequence),
			items: toItems(email),
			onError: 'continueRegularOutput',
		});
		return items[0];
	}

	/** Faults of this vendor. */
	setFault(fault: Omit<Parameters<OpenSandbox['sandbox']['setFault']>[0], 'vendor'>): void {
		this.opened.sandbox.setFault({ vendor: this.#vendor, ...fault });
	}

	/**
	 * Another system is quicker: once the vendor was asked for this route so many times, it writes before
	 * the node goes on.
	 */
	async overtake<Result>(
		{ route, times = 1, write }: { route: string; times?: number; write: WireRequest },
		act: () => Promise<Result>,
	): Promise<Result> {
		const { sandbox } = this.opened;
		sandbox.settings.latencyMs = 300;
		const acting = act();
		while (this.calls(route).length < times) await pause(5);
		sandbox.settings.latencyMs = 0;
		await sandbox.handle(write);
		return await acting;
	}

	/** What the vendor was asked about people and sequences, or only what came to one of its routes. */
	calls(route?: string): LoggedCall[] {
		const own = this.opened.sandbox.log
			.list()
			.filter(({ vendor, route: asked = '' }) => vendor === this.#vendor && !WHOSE.includes(asked));
		return route === undefined ? own : own.filter((call) => call.route === route);
	}

	/** Routes, in order, with repetitions. */
	asked(): string[] {
		return this.calls().map(({ route = 'no such route' }) => route);
	}

	/**
	 * All that a run leaves behind for people to read: outputs, hints, the error with its causes, the
	 * logs of n8n and of the sandbox.
	 */
	toldBy({ run, hints, error }: Finished): string {
		const { message, description, stack, cause } = { ...error } as Record<string, unknown>;
		const causes = cause instanceof Error ? [cause.message, cause.stack] : [cause];
		const said = [error?.message, message, description, error?.stack, stack, causes];
		const { sandbox } = this.opened;
		return JSON.stringify([run.data.resultData, hints, said, this.#log, sandbox.log.list()]);
	}
}
