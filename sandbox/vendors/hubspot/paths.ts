import type { AnyCall } from '../../frame/call.ts';
import type { Route } from '../../frame/emulator.ts';
import { notFound } from './errors.ts';
import { objectTypeOf } from './objects.ts';
import type { ObjectType } from './objects.ts';
import type { HubspotState } from './state.ts';

/**
 * Each area of the API has a dated path (`/crm/objects/2026-09`) and the numbered one that it
 * replaces (`/crm/v3/objects`); both answer alike, so routes are made for a base path.
 */
export type HubspotRoute = Route<HubspotState>;

/** The kind of record that a part of the path names. */
export function typeIn(call: AnyCall, name: string): ObjectType {
	const type = objectTypeOf(name);
	if (type === undefined) throw notFound(call, `Unable to infer object type from: ${name}`);
	return type;
}
