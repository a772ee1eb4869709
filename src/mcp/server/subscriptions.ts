import { isAllowed } from './access/permission';
import type { ReplySink } from './calls/reply-sink';
import type { Principal } from './principal';
import type { Change } from '../bus/live-call';
import { isJsonObject, type JsonObject, type RequestId } from '../protocol/json-rpc';
import { MetaKey } from '../protocol/request-meta';

/** What a client wants to hear of, as it was granted. */
export interface GrantedNotifications {
	toolsListChanged?: true;
	promptsListChanged?: true;
	resourcesListChanged?: true;
	resourceSubscriptions?: string[];
}

/** More resources than this cannot be watched by one subscription. */
const MOST_RESOURCES = 1_000;

/** Grants what the server can announce, and the principal may see, of what is asked for. */
export function grantNotifications(requested: unknown, principal: Principal): GrantedNotifications {
	const wanted = isJsonObject(requested) ? requested : {};
	const uris = Array.isArray(wanted.resourceSubscriptions) ? wanted.resourceSubscriptions : [];
	const watched = uris
		.filter((uri) => typeof uri === 'string')
		.filter((uri) => isAllowed(principal, 'resources', uri))
		.slice(0, MOST_RESOURCES);
	return {
		...(wanted.toolsListChanged === true ? { toolsListChanged: true } : {}),
		...(wanted.promptsListChanged === true ? { promptsListChanged: true } : {}),
		...(wanted.resourcesListChanged === true ? { resourcesListChanged: true } : {}),
		...(watched.length > 0 ? { resourceSubscriptions: watched } : {}),
	};
}

interface Listener {
	sink: ReplySink;
	id: RequestId;
	granted: GrantedNotifications;
}

/** The most streams that one server of this process holds open; the oldest makes room. */
const MOST_LISTENERS = 500;

/** The open `subscriptions/listen` streams of this process, by server. */
export class Subscriptions {
	private readonly listeners = new Map<string, Set<Listener>>();

	/** Acknowledges a subscription and keeps its stream open until the client goes away. */
	listen(server: string, id: RequestId, granted: GrantedNotifications, sink: ReplySink): void {
		const listener: Listener = { sink, id, granted };
		const all = this.listeners.get(server) ?? new Set();
		this.listeners.set(server, all);
		const [oldest] = all;
		if (all.size >= MOST_LISTENERS && oldest) {
			all.delete(oldest);
			oldest.sink.abandon();
		}
		all.add(listener);
		sink.onGone(() => all.delete(listener));
		sink.send(
			notification(listener, 'notifications/subscriptions/acknowledged', {
				notifications: { ...granted },
			}),
		);
	}

	announce(server: string, change: Change): void {
		for (const listener of this.listeners.get(server) ?? []) {
			const message = messageOf(listener, change);
			if (message) listener.sink.send(message);
		}
	}

	count(server: string): number {
		return this.listeners.get(server)?.size ?? 0;
	}
}

const METHOD = {
	tools: ['toolsListChanged', 'notifications/tools/list_changed'],
	prompts: ['promptsListChanged', 'notifications/prompts/list_changed'],
	resources: ['resourcesListChanged', 'notifications/resources/list_changed'],
} as const;

function messageOf(listener: Listener, change: Change) {
	const { granted } = listener;
	if (change.kind === 'resource') {
		const { uri } = change;
		if (!granted.resourceSubscriptions?.includes(uri)) return undefined;
		return notification(listener, 'notifications/resources/updated', { uri });
	}
	const [grant, method] = METHOD[change.kind];
	return granted[grant] ? notification(listener, method, {}) : undefined;
}

function notification({ id }: Listener, method: string, params: JsonObject) {
	const _meta = { [MetaKey.subscriptionId]: id };
	return { jsonrpc: '2.0' as const, method, params: { _meta, ...params } };
}
