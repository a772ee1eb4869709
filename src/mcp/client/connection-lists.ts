import type {
	Client,
	Prompt,
	RequestOptions,
	Resource,
	ResourceTemplate,
	ServerCapabilities,
	Tool,
} from '../../third-party/mcp-client';
import { McpClientError } from './client-error';
import type { Listing } from './list-cache';

export interface ListItems {
	tools: Tool;
	resources: Resource;
	templates: ResourceTemplate;
	prompts: Prompt;
}

export type ListKind = keyof ListItems;

const CAPABILITY: Record<ListKind, keyof ServerCapabilities> = {
	tools: 'tools',
	resources: 'resources',
	templates: 'resources',
	prompts: 'prompts',
};

/**
 * The SDK follows `nextCursor` to the end. It stops at a page that repeats with its cursor, and
 * gives up with an error at its limit of pages on a listing that goes round in circles. Its own
 * cache is passed by: ours is shared by all connections.
 */
export async function listAll<K extends ListKind>(
	client: Client,
	kind: K,
	options: RequestOptions,
): Promise<Listing<ListItems[K]>> {
	if (!client.getServerCapabilities()?.[CAPABILITY[kind]]) return offersNone(kind);
	const { items, ttlMs } = await READERS[kind](client, { ...options, cacheMode: 'bypass' });
	return {
		items: items as Array<ListItems[K]>,
		ttlMs: typeof ttlMs === 'number' ? ttlMs : undefined,
	};
}

type Reader = (
	client: Client,
	options: RequestOptions & { cacheMode: 'bypass' },
) => Promise<{ items: unknown[]; ttlMs: unknown }>;

const READERS: Record<ListKind, Reader> = {
	async tools(client, options) {
		const { tools: items, ttlMs } = await client.listTools(undefined, options);
		return { items, ttlMs };
	},
	async resources(client, options) {
		const { resources: items, ttlMs } = await client.listResources(undefined, options);
		return { items, ttlMs };
	},
	async templates(client, options) {
		const { resourceTemplates: items, ttlMs } = await client.listResourceTemplates(
			undefined,
			options,
		);
		return { items, ttlMs };
	},
	async prompts(client, options) {
		const { prompts: items, ttlMs } = await client.listPrompts(undefined, options);
		return { items, ttlMs };
	},
};

/** Without tools a server is of no use to who lists them; the other lists are just empty. */
function offersNone(kind: ListKind): Listing<never> {
	if (kind !== 'tools') return { items: [] };
	throw new McpClientError('list', 'The server offers no tools', {
		hint: 'It may only offer resources or prompts, or the key may not be allowed to see its tools.',
		delivery: 'notSent',
	});
}
