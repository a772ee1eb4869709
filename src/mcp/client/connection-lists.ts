import type {
	Client,
	Prompt,
	RequestOptions,
	Resource,
	ResourceTemplate,
	ServerCapabilities,
	Tool,
} from '../../third-party/mcp-client';
import { isJsonObject } from '../protocol/json-rpc';
import { McpClientError } from './client-error';
import type { Listing } from './list-cache';
import { headerProblemOf } from './reading/argument-headers';
import { readPrompt, readResource, readResourceTemplate } from './reading/read-lists';
import { readTool } from './reading/read-tool';
import { requestCarried } from './transport/carried-results';

export interface ListItems {
	tools: Tool;
	resources: Resource;
	templates: ResourceTemplate;
	prompts: Prompt;
}

export type ListKind = keyof ListItems;

interface ListMethod<T> {
	method: string;
	/** Where the entries are in a page. */
	member: string;
	capability: keyof ServerCapabilities;
	/** Undefined for an entry that is of no use. */
	read: (entry: unknown) => T | undefined;
}

const LISTS: { [K in ListKind]: ListMethod<ListItems[K]> } = {
	tools: { method: 'tools/list', member: 'tools', capability: 'tools', read: readTool },
	resources: {
		method: 'resources/list',
		member: 'resources',
		capability: 'resources',
		read: readResource,
	},
	templates: {
		method: 'resources/templates/list',
		member: 'resourceTemplates',
		capability: 'resources',
		read: readResourceTemplate,
	},
	prompts: { method: 'prompts/list', member: 'prompts', capability: 'prompts', read: readPrompt },
};

/** A listing that is longer than this many pages is taken for one that does not end. */
const PAGES_MAX = 100;
const METHOD_NOT_FOUND = -32_601;

/**
 * Every page of a list, up to one that repeats with its cursor. Entries are read one by one: one that
 * is of no use costs itself, and a note. Tools are asked for even if the server does not say that it
 * has any, because some forget to.
 *
 * @throws McpClientError if the listing goes round in circles, or there are no tools
 */
export async function listAll<K extends ListKind>(
	client: Client,
	kind: K,
	options: RequestOptions,
): Promise<Listing<ListItems[K]>> {
	const list: ListMethod<ListItems[K]> = LISTS[kind];
	const isOffered = client.getServerCapabilities()?.[list.capability] !== undefined;
	if (!isOffered && kind !== 'tools') return { items: [] };
	const pages = readPages(client, list, options);
	const { entries, ttlMs } = isOffered ? await pages : await pages.catch(orOffersNone);
	const read = entries.flatMap((entry) => list.read(entry) ?? []);
	const lost = entries.length - read.length;
	const { items, notes } = withSendableHeaders(client, kind, read);
	if (lost > 0) notes.push(`${lost} of the ${kind} in the list cannot be read and were skipped`);
	return {
		items,
		ttlMs: typeof ttlMs === 'number' ? ttlMs : undefined,
		...(notes.length > 0 && { notes }),
	};
}

/** Only the current protocol repeats arguments in headers; before, the declaration means nothing. */
function withSendableHeaders<K extends ListKind>(
	client: Client,
	kind: K,
	read: Array<ListItems[K]>,
): { items: Array<ListItems[K]>; notes: string[] } {
	if (kind !== 'tools' || client.getProtocolEra() !== 'modern') return { items: read, notes: [] };
	const notes: string[] = [];
	const items = read.filter((item) => {
		const { name, inputSchema } = item as Tool;
		const problem = headerProblemOf(inputSchema);
		if (problem !== undefined) notes.push(`The tool "${name}" was left out: ${problem}`);
		return problem === undefined;
	});
	return { items, notes };
}

interface Pages {
	entries: unknown[];
	ttlMs: unknown;
}

async function readPages(
	client: Client,
	{ method, member }: Pick<ListMethod<unknown>, 'method' | 'member'>,
	options: RequestOptions,
): Promise<Pages> {
	const entries: unknown[] = [];
	let cursor: unknown;
	let previous = '';
	let ttlMs: unknown;
	for (let pages = 0; pages < PAGES_MAX; pages += 1) {
		const params = cursor === undefined ? {} : { params: { cursor } };
		const result = await requestCarried(client, { method, ...params }, options);
		const { found, next, ...page } = readPage(result, member);
		const content = JSON.stringify(found);
		const repeats = cursor !== undefined && next === cursor && content === previous;
		if (!repeats) entries.push(...found);
		if (pages === 0) ({ ttlMs } = page);
		if (repeats || next === undefined) return { entries, ttlMs };
		cursor = next;
		previous = content;
	}
	throw new McpClientError('list', 'The list of the server never ends', {
		hint: 'Its pages repeat. Contact the operator of the server.',
		delivery: 'answered',
	});
}

/** Null, an empty text and the like are no cursor: the list ends there. */
function readPage(result: unknown, member: string) {
	const page = isJsonObject(result) ? result : { [member]: result };
	const given = page[member];
	const { nextCursor } = page;
	const isCursor =
		typeof nextCursor === 'number' ||
		(nextCursor !== '' && nextCursor === `${nextCursor as string}`);
	const found: unknown[] = Array.isArray(given) ? given : [];
	return { found, next: isCursor ? nextCursor : undefined, ttlMs: page.ttlMs };
}

/** Without tools a server is of no use to who lists them; the other lists are just empty. */
function orOffersNone(error: unknown): never {
	const { code } = error as { code?: unknown };
	if (code !== METHOD_NOT_FOUND) throw error;
	throw new McpClientError('list', 'The server offers no tools', {
		hint: 'It may offer only resources or prompts, or the key has no access to its tools.',
		delivery: 'answered',
	});
}
