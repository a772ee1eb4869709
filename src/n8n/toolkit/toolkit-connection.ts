import type {
	IExecuteFunctions,
	ISupplyDataFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { createVendorClient } from '../../gtm/http/create-vendor-client';
import type { HttpPort } from '../../gtm/http/http-port';
import type { ConnectedVendor, VendorPorts, WaterfallPorts } from '../../gtm/operations/ports';
import { explainRefusal } from '../../gtm/toolkit/explain-refusal';
import type { ToolkitOperation } from '../../gtm/toolkit/offered-tool';
import type { ToolRun } from '../../gtm/toolkit/run-tool';
import type { Vendor } from '../../gtm/vendors/vendor';
import { checkBeforeWrite } from '../context/check-before-write';
import { observeBehind } from '../context/observe/observe-behind';
import { observeCall } from '../context/observe/observe-outcomes';
import { processLedger } from '../context/process-ledger';
import { gtmProcess } from '../gtm/gtm-process';
import { createHttpPort } from '../gtm/http-port';
import { type KeyKeeper, keepsKeys } from '../gtm/kept-keys';
import { type VendorCredential, readVendorCredential } from '../gtm/vendor-credential';
import { withExpressions } from '../expression-engine';
import { type AskedVendor, LONGEST_WAIT_SECONDS, type ToolkitSettings } from './toolkit-settings';
import { type VendorHealth, vendorHealth } from './vendor-health';

/** A context of the toolkit's own node: its credentials, and n8n's way out to the network. */
export type ToolkitContext =
	IExecuteFunctions | ISupplyDataFunctions | ITriggerFunctions | IWebhookFunctions;

const UNAUTHORIZED = 401;
const SECOND_MS = 1_000;

/** Reaches the vendor of a toolkit for one call after another. */
export interface ToolkitConnection {
	runFor(call: ToolkitCall): ToolRun;
	/** How each vendor has answered lately, without asking it. */
	health(): Promise<VendorHealth[]>;
}

/** For whom a tool runs. */
export interface ToolkitCall {
	/** Of the call or the execution: what it may spend is counted by it. */
	id: string;
	/** Whose credits of a day and a month it spends. */
	caller: string;
	signal?: AbortSignal | undefined;
	/** Only looks something up while somebody types: not worth remembering. */
	isPassing?: true;
}

/**
 * A key is kept for a second, so that one that was changed counts within it; other credentials are read
 * for each request.
 *
 * What alerts remember lasts as long as the connection.
 *
 * @param learns `behind`: an answer does not wait until the graph has what was read. Not in executions,
 *   whose end takes everything with it.
 */
export function connectToolkit(
	context: ToolkitContext,
	settings: ToolkitSettings,
	learns: 'first' | 'behind' = 'first',
): ToolkitConnection {
	const memory: Record<string, unknown> = {};
	const own = keepsKeys(context);
	const run = async (call: ToolkitCall, operation: ToolkitOperation, input: never) => {
		const ports = await portsFor(own, settings, call, memory);
		// Each kind has ports of its own vendors, which the settings say.
		const outcome = await operation.run(ports as never, input);
		if (settings.updatesGraph && !call.isPassing) {
			const about = { context, run: call.id };
			const ended = { input, outcome };
			if (learns === 'first' || operation.effect !== 'reads') {
				await observeCall(about, { operation, ports }, ended);
			} else {
				await observeBehind(async () => {
					await withExpressions(context, async () => {
						// The signal of the call ends with its answer, and whose account it is may have to be asked yet.
						const lasting = await portsFor(own, settings, { ...call, signal: undefined }, memory);
						await observeCall(about, { operation, ports: lasting }, ended);
					});
				}, context.logger);
			}
		}
		return await explainRefusal(outcome, ports);
	};
	return {
		runFor: (call) => ({
			fixed: settings.fixed,
			fields: settings.fields,
			run: async (operation, input) =>
				await withExpressions(context, async () => await run(call, operation, input)),
		}),
		health: async () =>
			await withExpressions(
				context,
				async () =>
					await Promise.all(settings.vendors.map(async (each) => await healthOf(own, each))),
			),
	};
}

/** One vendor for the operations of one, and all for those of several. */
type Ports = VendorPorts<Vendor> & WaterfallPorts<Vendor>;

async function portsFor(
	context: KeyKeeper<ToolkitContext>,
	{ vendors: [first, ...others], callerCredits }: ToolkitSettings,
	{ id, caller, signal }: ToolkitCall,
	memory: Record<string, unknown>,
): Promise<Ports> {
	const { clock, properties } = gtmProcess();
	const one = await connect(context, first, signal);
	const rest = await Promise.all(others.map(async (each) => await connect(context, each, signal)));
	return {
		...one,
		connected: [one, ...rest],
		clock,
		properties,
		ledger: processLedger,
		checkActions: checkBeforeWrite,
		runId: id,
		startedAt: clock.now(),
		memory,
		caller: { caller, ...callerCredits },
		...(signal && { signal }),
	};
}

async function healthOf(
	context: KeyKeeper<ToolkitContext>,
	{ vendor, credentialType }: AskedVendor,
): Promise<VendorHealth> {
	const { principal } = await credentialOf(context, { vendor, credentialType });
	const { breaker } = gtmProcess().traffic.of(vendor.profile, principal);
	return vendorHealth(vendor.profile, breaker);
}

async function connect(
	context: KeyKeeper<ToolkitContext>,
	{ vendor, credentialType }: AskedVendor,
	signal: AbortSignal | undefined,
): Promise<ConnectedVendor<Vendor>> {
	const { hosts, account, principal, credentialKey, connection, secrets } = await credentialOf(
		context,
		{ vendor, credentialType },
	);
	const { clock, traffic } = gtmProcess();
	const client = createVendorClient(
		vendor.profile,
		{ http: portOf(context, credentialType), clock, traffic },
		{
			hosts,
			account,
			principal,
			credentialKey,
			connection,
			secrets,
			signal,
			timeZone: context.getTimezone(),
			// Whom a vendor's limit would keep longer is told when to come back.
			deadlineMs: LONGEST_WAIT_SECONDS * SECOND_MS,
		},
	);
	return { vendor, client, principal };
}

/** Digests of a key and what else is made of it: once for the calls of a moment. */
async function credentialOf(
	context: KeyKeeper<ToolkitContext>,
	{ vendor, credentialType }: AskedVendor,
): Promise<VendorCredential> {
	return await context.ofKey(
		credentialType,
		async () => await readVendorCredential(context, vendor, credentialType, 0),
	);
}

/** Whoever mends a key that the vendor refused need not wait. */
function portOf(context: KeyKeeper<ToolkitContext>, credentialType: string): HttpPort {
	const send = createHttpPort(context, credentialType);
	return async (request) => {
		const answer = await send(request);
		if (answer.status === UNAUTHORIZED) context.forgetKey(credentialType);
		return answer;
	};
}
