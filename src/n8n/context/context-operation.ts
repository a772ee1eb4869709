import type { INodeProperties } from 'n8n-workflow';

import type { ContextGraph } from '../../context/context-graph';
import type { VendorClient } from '../../gtm/http/vendor-client';
import type { Vendor } from '../../gtm/vendors/vendor';
import type { ItemParameters } from '../gtm/parameters/item-parameters';

/** What an operation of the node has at hand besides its parameters. */
export interface ContextRun {
	graph: ContextGraph;
	/** Who writes, for whoever asks why later: the workflow, by its name. */
	actor: string;
	/** The execution. */
	run: string;
	/** A client with the credential that the node has for the vendor. */
	connect(this: void, vendor: Vendor, authentication: string): Promise<VendorClient>;
}

/** The place of an operation in the form of its node. */
export interface FormedOperation {
	resource: string;
	value: string;
	name: string;
	/** What n8n's list of actions says. */
	action: string;
	description: string;
	properties: INodeProperties[];
}

/** One operation of the GTM Context node: its place in the form, and what it does with one item. */
export interface ContextOperation extends FormedOperation {
	/**
	 * @returns one output item, or one for each of a list
	 * @throws RangeError if a parameter cannot be used
	 */
	run(parameters: ItemParameters, at: ContextRun): Promise<object | readonly object[]>;
}

/** One that says where the graph is, and must work where it cannot be opened. */
export interface StandaloneOperation extends FormedOperation {
	/** @throws RangeError if a parameter or the credential cannot be used */
	runAlone(
		parameters: ItemParameters,
		at: { credential(this: void, type: string): Promise<Record<string, unknown>> },
	): Promise<object>;
}

export type AnyContextOperation = ContextOperation | StandaloneOperation;
