import { isAllowed } from './access/permission';
import type { Catalog } from './catalog/catalog';
import type { CatalogResource, CatalogTemplate } from './catalog/resources';
import type { Principal } from './principal';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

export interface FoundResource {
	entry: CatalogResource | CatalogTemplate;
	/** Of a template. */
	variables: Record<string, string>;
}

/**
 * The resource or the first template that serves a URI. What a principal may not use looks to it as
 * if it were not there.
 *
 * @throws ProtocolError -32602 with the URI, as the modern era says it
 */
export function findResource(uri: string, catalog: Catalog, principal: Principal): FoundResource {
	const found = lookUpResource(uri, catalog, principal);
	if (found) return found;
	throw new ProtocolError(ErrorCode.invalidParams, 'Resource not found', 200, { uri });
}

export function lookUpResource(
	uri: string,
	{ resources, templates }: Catalog,
	principal: Principal,
): FoundResource | undefined {
	const allowed = isAllowed(principal, 'resources', uri);
	const resource = resources.get(uri);
	if (resource && (allowed || resource.settings.isView)) return { entry: resource, variables: {} };
	for (const entry of allowed ? templates : []) {
		const variables = entry.template.match(uri);
		if (variables) return { entry, variables };
	}
	return undefined;
}
