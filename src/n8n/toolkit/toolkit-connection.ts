import type {
	IExecuteFunctions,
	ISupplyDataFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { createVendorClient } from '../../gtm/http/create-vendor-client';
import type { Outcome } from '../../gtm/model/outcome';
import type { VendorPorts } from '../../gtm/operations/ports';
import type { ToolkitOperation } from '../../gtm/toolkit/offered-tool';
import { explainRefusal } from '../../gtm/toolkit/explain-refusal';
import type { ToolRun } from '../../gtm/toolkit/run-tool';
import type { Vendor } from '../../gtm/vendors/vendor';
import { checkBeforeWrite } from '../context/check-before-write';
import { processLedger } from '../context/process-ledger';
import { gtmProcess } from '../gtm/gtm-process';
import { createHttpPort } from '../gtm/http-port';
import { readVendorCredential } from '../gtm/vendor-credential';
import { withExpressions } from '../runtime-internals';
import type { ToolkitSettings } from './toolkit-settings';

/** A context of the toolkit's own node: its credentials, and n8n's way out to the network. */
export type ToolkitContext =
	IExecuteFunctions | ISupplyDataFunctions | ITriggerFunctions | IWebhookFunctions;

/** Reaches the vendor of a toolkit for one call after another. */
export interface ToolkitConnection {
	/** @param callId what the call may spend is counted by it */
	runFor(callId: string, signal?: AbortSignal): ToolRun;
}

/**
 * Credentials are read for each call, so that one that was changed counts at once.
 *
 * What alerts remember lasts as long as the connection.
 */
export function connectToolkit(
	context: ToolkitContext,
	settings: ToolkitSettings,
): ToolkitConnection {
	const memory: Record<string, unknown> = {};
	return {
		runFor: (callId, signal) => ({
			fixed: settings.fixed,
			fields: settings.fields,
			run: async (operation, input) =>
				await withExpressions(context, async () => {
					const ports = await portsFor(context, settings, { callId, memory, signal });
					return await run(operation, ports, input);
				}),
		}),
	};
}

async function run(
	operation: ToolkitOperation,
	ports: VendorPorts<Vendor>,
	input: never,
): Promise<Outcome> {
	// Each family has ports of its own vendors, which the settings' category says.
	const outcome = await operation.run(ports as never, input);
	return await explainRefusal(outcome, ports);
}

interface OneCall {
	callId: string;
	memory: Record<string, unknown>;
	signal: AbortSignal | undefined;
}

async function portsFor(
	context: ToolkitContext,
	{ vendor, credentialType }: ToolkitSettings,
	{ callId, memory, signal }: OneCall,
): Promise<VendorPorts<Vendor>> {
	const credential = await readVendorCredential(context, vendor, credentialType, 0);
	const { hosts, account, principal, credentialKey, secrets } = credential;
	const { clock, traffic, properties } = gtmProcess();
	const http = createHttpPort(context, credentialType);
	const timeZone = context.getTimezone();
	const client = createVendorClient(
		vendor.profile,
		{ http, clock, traffic },
		{ hosts, account, principal, credentialKey, secrets, signal, timeZone },
	);
	return {
		vendor,
		client,
		principal,
		clock,
		properties,
		ledger: processLedger,
		checkActions: checkBeforeWrite,
		runId: callId,
		startedAt: clock.now(),
		memory,
		...(signal && { signal }),
	};
}
