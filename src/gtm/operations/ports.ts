import type { PropertyCache } from '../crm/property-cache';
import type { Clock } from '../../base/clock';
import type { CheckActions } from '../guard/action-check';
import type { VendorClient } from '../http/vendor-client';
import type { CallerBudget } from '../ledger/credit-ledger';
import type { Ledger } from '../ledger/ledger';
import type { Vendor } from '../vendors/vendor';

/** What operations need of the process and the run that they are in. */
export interface OperationPorts {
	clock: Clock;
	/** Opened when it is first asked for. */
	ledger(this: void): Ledger;
	/** Asked before anything is written, sent or paid for. */
	checkActions: CheckActions;
	properties: PropertyCache;
	/** The execution or call: what it may spend is counted by it. */
	runId: string;
	/** When the operation began for all of its inputs: milliseconds since 1970. */
	startedAt: number;
	/** What is kept from one run to the next by whoever runs the operation; plain JSON. */
	memory: Record<string, unknown>;
	/** What may be spent for whoever calls, where that is bounded. */
	caller?: CallerBudget;
	signal?: AbortSignal;
}

/** A vendor with a client for somebody's account. */
export interface ConnectedVendor<OfCategory extends Vendor> {
	vendor: OfCategory;
	client: VendorClient;
	/** A digest of the credential: whose limits these are. Not whose account, see `client.accountKey`. */
	principal: string;
}

export interface VendorPorts<OfCategory extends Vendor>
	extends OperationPorts, ConnectedVendor<OfCategory> {}

/** Several vendors, in the order in which they are asked. */
export interface WaterfallPorts<OfCategory extends Vendor> extends OperationPorts {
	connected: ReadonlyArray<ConnectedVendor<OfCategory>>;
}
