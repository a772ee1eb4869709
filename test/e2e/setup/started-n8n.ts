import type { RunningN8n } from '../../../scripts/n8n/start-n8n.ts';

/** What globalSetup started and globalTeardown ends; jest loads both into one process. */
export interface StartedN8n {
	n8n: RunningN8n;
	/** Temporary folder with all of n8n's data. */
	temporaryFolder: string;
}

const SLOT = Symbol.for('n8n-nodes-gtm-mcp.e2e.started-n8ns');

type Slots = Record<symbol, StartedN8n[] | undefined>;

/** Remembers it on globalThis: jest gives globalSetup and globalTeardown separate modules. */
export function rememberStarted(started: StartedN8n): void {
	((globalThis as unknown as Slots)[SLOT] ??= []).push(started);
}

/** Hands each out once; none when globalSetup did not get that far. */
export function takeStarted(): StartedN8n[] {
	const slots = globalThis as unknown as Slots;
	const started = slots[SLOT];
	slots[SLOT] = undefined;
	return started ?? [];
}
