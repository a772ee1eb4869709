import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';

import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import type { Outcome } from '../../../src/gtm/model/outcome';
import type { Sequence } from '../../../src/gtm/model/sequence';
import type {
	ListOptions,
	Sender,
	SequencerVendor,
} from '../../../src/gtm/sequencer/sequencer-vendor';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { editorClient } from '../../../src/n8n/gtm/node/editor-client';

type Listing = Promise<Outcome<Array<{ id: string; name?: string }>>>;

const MOST = 100;

/** Those that somebody can be enrolled in come first. */
const USABLE_FIRST: ReadonlyArray<Sequence['status']> = ['active', 'paused', 'draft', undefined];

/** The default one first, those that are switched off last. */
const SENDERS_FIRST: ReadonlyArray<Sender['state']> = ['default', undefined, 'off'];

export async function searchSequences(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, async (vendor, client, options) => {
		const outcome = await vendor.listSequences(client, options);
		return withStates(outcome, USABLE_FIRST, ({ status }) => status);
	});
}

export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, async (vendor, client, options) => {
		const none: Outcome<Sender[]> = { status: 'found', provider: client.provider, record: [] };
		const outcome = (await vendor.listSenders?.(client, options)) ?? none;
		return withStates(outcome, SENDERS_FIRST, ({ state }) => state);
	});
}

export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(
		this,
		filter,
		async (vendor, client, options) => await vendor.listTemplates(client, options),
	);
}

/** Each with its state beside the name, in the order of the states. */
function withStates<Entry extends { id: string; name: string }, State extends string | undefined>(
	outcome: Outcome<Entry[]>,
	order: readonly State[],
	stateOf: (entry: Entry) => State,
): Outcome<Array<{ id: string; name: string }>> {
	const { record, ...rest } = outcome;
	const place = (entry: Entry) => {
		const found = order.indexOf(stateOf(entry));
		return found < 0 ? order.length : found;
	};
	return {
		...rest,
		...(record && {
			record: record
				.toSorted((a, b) => place(a) - place(b))
				.map((entry) => {
					const state = stateOf(entry);
					return { id: entry.id, name: state ? `${entry.name} (${state})` : entry.name };
				}),
		}),
	};
}

async function search(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	list: (vendor: SequencerVendor, client: VendorClient, options: ListOptions) => Listing,
): Promise<INodeListSearchResult> {
	const chosen: unknown = context.getCurrentNodeParameter('vendor');
	const vendor = vendorOf('sequencer', typeof chosen === 'string' ? chosen : '');
	const text = filter?.trim() ?? '';
	const { client } = await editorClient(context, vendor);
	const { status, record, reason } = await list(vendor, client, {
		limit: MOST,
		...(text !== '' && { text }),
	});
	if (status !== 'found' && status !== 'not_found') {
		throw new NodeOperationError(
			context.getNode(),
			reason?.message ?? `The list could not be loaded: ${status}`,
		);
	}
	return { results: (record ?? []).map(toItem) };
}

function toItem({ id, name }: { id: string; name?: string }): INodeListSearchItems {
	return { name: name ?? id, value: id };
}
