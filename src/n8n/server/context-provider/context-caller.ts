import type { Caller } from '../../../context/context-graph';
import { ENTITY_TYPES } from '../../../context/model/entity';
import { PRIVACY_CLASSES, type PrivacyClass } from '../../../context/model/observation';
import type { Viewer } from '../../../context/query/viewer';
import type { Principal } from '../../../mcp/server/principal';
import type { InProcessCall } from '../../../mcp/server/provider/in-process-call';
import { CONTEXT_SCOPES, type ContextSettings } from './context-settings';

/** What one sees who comes with a token without the scope for more. */
const WITHOUT_SCOPE: PrivacyClass = 'personal';

type Called = Pick<InProcessCall, 'principal' | 'client' | 'session' | 'server'>;

/**
 * Who asks, as the graph knows it: what they may see, and the session in which what they read and did
 * is kept. Revisions without sessions have one for each caller, client and day.
 *
 * @param today the day in UTC, such as 2026-11-30
 */
export function callerOf(
	{ principal, client, session, server }: Called,
	settings: ContextSettings,
	today: string,
): Caller & { viewer: Viewer } {
	const agent = client?.name ?? principal.label;
	return {
		viewer: viewerOf(principal, settings),
		session: {
			id: session === undefined ? `${server}/${principal.label}/${agent}/${today}` : session,
			agent: `${principal.label} with ${agent}`,
		},
	};
}

function viewerOf(principal: Principal, { upTo }: ContextSettings): Viewer {
	const fields = attributesIn(principal.resultFields);
	return {
		name: principal.label,
		upTo: narrower(upTo, principal),
		...(fields && { fields }),
	};
}

function narrower(upTo: PrivacyClass, { kind, scopes = [] }: Principal): PrivacyClass {
	if (kind !== 'jwt' || scopes.includes(CONTEXT_SCOPES.private)) return upTo;
	const [least] = [upTo, WITHOUT_SCOPE].toSorted(
		(one, other) => PRIVACY_CLASSES.indexOf(one) - PRIVACY_CLASSES.indexOf(other),
	);
	return least ?? WITHOUT_SCOPE;
}

/**
 * The attributes that a key's list of fields lets through, as the graph names them. The list is one of
 * paths in results (`contact.facts.title`); the graph has to know of it as well, since a conflict or
 * an explanation names values of attributes elsewhere.
 *
 * @returns undefined if the key is not limited
 */
function attributesIn(resultFields: readonly string[] | undefined): string[] | undefined {
	if (!resultFields || resultFields.length === 0) return undefined;
	return resultFields.flatMap((field) => {
		const [entity = '', ...rest] = field.split('.');
		if (!(ENTITY_TYPES as readonly string[]).includes(entity)) return [];
		const path = rest[0] === 'facts' ? rest.slice(1) : rest;
		return [path.length === 0 ? `${entity}.*` : `${entity}.${path[0] ?? ''}`];
	});
}
