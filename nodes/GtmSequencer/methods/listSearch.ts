import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';

import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import type { Outcome } from '../../../src/gtm/model/outcome';
import type { ListOptions, SequencerVendor } from '../../../src/gtm/sequencer/sequencer-vendor';
import { vendorOf } from '../../../src/gtm/vendors/registry';
import { editorClient } from '../../../src/n8n/gtm/node/editor-client';

type Named = { id: string; name?: string };

const MOST = 100;

export async function searchSequences(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(
		this,
		filter,
		async (vendor, client, options) => await vendor.listSequences(client, options),
	);
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

async function search(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	list: (
		vendor: SequencerVendor,
		client: VendorClient,
		options: ListOptions,
	) => Promise<Outcome<Named[]>>,
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
			reason?.message ?? `The list ended with ${status}`,
		);
	}
	return { results: (record ?? []).map(({ id, name }) => ({ name: name ?? id, value: id })) };
}
