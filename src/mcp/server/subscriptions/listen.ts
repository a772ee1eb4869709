import { notificationOf, type Subscriber } from './subscriptions';
import type { Change } from '../../bus/live-call';
import { isJsonObject, resultMessage, type Request } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import { MetaKey } from '../../protocol/request-meta';
import { isAllowed, missingScopes } from '../access/permission';
import type { Catalog } from '../catalog/catalog';
import { completeModernResult } from '../modern-result';
import type { Principal } from '../principal';
import { lookUpResource } from '../resource-lookup';
import type { RequestContext, ServerRuntime } from '../server-runtime';

/** What a client wants to hear of, as it was granted. */
export interface GrantedNotifications {
	toolsListChanged?: true;
	promptsListChanged?: true;
	resourcesListChanged?: true;
	resourceSubscriptions?: string[];
}

/** More resources than this cannot be watched by one subscription. */
const MOST_RESOURCES = 1_000;

/**
 * `subscriptions/listen` of the modern era: acknowledges what was granted, and keeps the stream open.
 *
 * @throws ProtocolError -32600 with HTTP 406 if the client does not read streams
 */
export function listen(
	request: Request,
	runtime: ServerRuntime,
	{ sink, principal }: RequestContext,
): void {
	if (!sink.streams) {
		throw new ProtocolError(
			ErrorCode.invalidRequest,
			'Invalid request: subscriptions/listen needs "Accept: text/event-stream"',
			406,
		);
	}
	const granted = grantNotifications(request.params.notifications, principal, runtime.catalog);
	const _meta = { [MetaKey.subscriptionId]: request.id };
	const subscriber: Subscriber = {
		sink,
		principal,
		toMessage: (change) => (isGranted(granted, change) ? notificationOf(change, _meta) : undefined),
		farewell: resultMessage(request.id, completeModernResult({ _meta }, runtime.catalog.info)),
	};
	runtime.subscriptions.add(runtime.id, subscriber, runtime.catalog.changes);
	const params = { _meta, notifications: { ...granted } };
	const method = 'notifications/subscriptions/acknowledged';
	sink.send({ jsonrpc: '2.0', method, params });
}

/** Grants what the server can announce, and the principal may see, of what is asked for. */
export function grantNotifications(
	requested: unknown,
	principal: Principal,
	catalog: Catalog,
): GrantedNotifications {
	const wanted = isJsonObject(requested) ? requested : {};
	const uris = Array.isArray(wanted.resourceSubscriptions) ? wanted.resourceSubscriptions : [];
	const watched = uris
		.filter((uri) => typeof uri === 'string')
		.slice(0, MOST_RESOURCES)
		.filter((uri) => mayWatch(uri, principal, catalog));
	return {
		...(wanted.toolsListChanged === true ? { toolsListChanged: true } : {}),
		...(wanted.promptsListChanged === true ? { promptsListChanged: true } : {}),
		...(wanted.resourcesListChanged === true ? { resourcesListChanged: true } : {}),
		...(watched.length > 0 ? { resourceSubscriptions: watched } : {}),
	};
}

/** Also what is not there yet: flows announce changes of whatever they name. */
function mayWatch(uri: string, principal: Principal, catalog: Catalog): boolean {
	if (!isAllowed(principal, 'resources', uri)) return false;
	const found = lookUpResource(uri, catalog, principal);
	return missingScopes(principal, found?.entry.settings.requiredScope).length === 0;
}

const GRANT = {
	tools: 'toolsListChanged',
	prompts: 'promptsListChanged',
	resources: 'resourcesListChanged',
} as const;

function isGranted(granted: GrantedNotifications, change: Change): boolean {
	if (change.kind === 'resource')
		return granted.resourceSubscriptions?.includes(change.uri) ?? false;
	return granted[GRANT[change.kind]] ?? false;
}
