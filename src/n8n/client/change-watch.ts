import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { McpServerAccess, RequestOptions } from '../../mcp/client/access/mcp-server-access';
import { toPrincipal } from './principal';

/** What can be watched. */
export type Watched = 'resource' | 'resources' | 'prompts' | 'tools';

/** What was seen last, by key (a URI or a name): the digest of what stood there. */
export type Seen = Record<string, string>;

/** One thing that is there now. */
interface Thing {
	key: string;
	content: IDataObject;
}

/**
 * What is there now.
 *
 * @param uri of the resource; only for `resource`
 */
export async function look(
	access: McpServerAccess,
	watched: Watched,
	uri: string,
	options: RequestOptions,
): Promise<Thing[]> {
	const anew = { ...options, freshness: 'anew' as const };
	switch (watched) {
		case 'resource': {
			const { value } = await access.readResource(uri, options);
			return [{ key: uri, content: { uri, contents: value.contents } }];
		}
		case 'resources':
			return (await access.listResources(anew)).value.map((entry) => toThing(entry.uri, entry));
		case 'prompts':
			return (await access.listPrompts(anew)).value.map((entry) => toThing(entry.name, entry));
		case 'tools':
			return (await access.listTools(anew)).value.map((entry) => toThing(entry.name, entry));
	}
}

function toThing(key: string, entry: object): Thing {
	return { key, content: { ...entry } };
}

/** What became of what was seen before: an item each, in the order of the server, the removed last. */
export function compare(
	before: Readonly<Seen>,
	things: readonly Thing[],
): { seen: Seen; changes: INodeExecutionData[] } {
	const now = things.map((thing) => ({ ...thing, digest: digestOf(thing.content) }));
	const seen = Object.fromEntries(now.map(({ key, digest }) => [key, digest]));
	const changed = now
		.filter(({ key, digest }) => before[key] !== digest)
		.map(({ key, content }) => ({
			json: { change: Object.hasOwn(before, key) ? 'changed' : 'added', key, content },
		}));
	const removed = Object.keys(before)
		.filter((key) => !Object.hasOwn(seen, key))
		.map((key) => ({ json: { change: 'removed', key } }));
	return { seen, changes: [...changed, ...removed] };
}

/** A server may list the members of an object in another order each time. */
function digestOf(content: unknown): string {
	return toPrincipal([JSON.stringify(content, sortMembers)]);
}

function sortMembers(_name: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
