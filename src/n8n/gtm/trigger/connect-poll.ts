import {
	type IHookFunctions,
	type INodeProperties,
	type IPollFunctions,
	type IWebhookFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { type Capable, capabilityOf } from '../../../gtm/operations/capability-of';
import { type Operation, inputOf } from '../../../gtm/operations/operation';
import type { VendorPorts } from '../../../gtm/operations/ports';
import type { Vendor } from '../../../gtm/vendors/vendor';
import { checkBeforeWrite } from '../../context/check-before-write';
import { processLedger } from '../../context/process-ledger';
import { gtmProcess } from '../gtm-process';
import { credentialTypeOf } from '../node/vendor.properties';
import type { ItemParameters } from '../parameters/item-parameters';
import { connectVendor } from '../vendor-client';

/** What a trigger that polls is called in: by n8n's timer, when it is published, by a vendor. */
export type TriggerContext = IHookFunctions | IPollFunctions | IWebhookFunctions;

/** The form of a trigger that polls a vendor. */
export interface TriggerForm {
	properties: readonly INodeProperties[];
	readFilters(this: void, parameters: ItemParameters): object;
	/** What the form calls the members of the filters. */
	labels: Readonly<Record<string, string>>;
}

export interface ConnectedPoll<OfCategory extends Vendor> {
	ports: VendorPorts<OfCategory>;
	/** Which credential of n8n's it is. */
	credentialKey: string;
}

/** @throws NodeOperationError if the vendor does not offer the operation */
export async function connectPoll<OfCategory extends Vendor & Capable>(
	context: IHookFunctions | IPollFunctions,
	vendor: OfCategory,
	operation: Pick<Operation<never>, 'name' | 'madeOf'>,
	parameters: ItemParameters,
): Promise<ConnectedPoll<OfCategory>> {
	const capability = capabilityOf(vendor, operation);
	if (!capability.supported) {
		const message = `${vendor.profile.name} does not offer this: ${capability.why}`;
		throw new NodeOperationError(context.getNode(), message);
	}
	const { client, principal, credentialKey } = await connectVendor(context, vendor, {
		credentialType: credentialTypeOf(vendor, parameters.text('authentication') ?? 'apiKey'),
		itemIndex: 0,
	});
	const { clock, properties } = gtmProcess();
	const ports = {
		vendor,
		client,
		principal,
		clock,
		properties,
		ledger: processLedger,
		checkActions: checkBeforeWrite,
		runId: 'poll',
		startedAt: clock.now(),
		memory: {},
	};
	return { ports, credentialKey };
}

/** The input of an operation, with the form's words in what is said against it. */
export function checkedInput<Input, Given>(
	operation: Pick<Operation<never, Input, Given>, 'input'>,
	given: unknown,
	labels: Readonly<Record<string, string>>,
	parameters: ItemParameters,
): Input {
	return inputOf(operation, given, (member) => labels[member] ?? parameters.labelOf(member));
}

/** What is wrong with a parameter is the node's error. */
export async function asNodeError<Result>(
	context: TriggerContext,
	act: () => Promise<Result>,
): Promise<Result> {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new NodeOperationError(context.getNode(), error.message);
	}
}
