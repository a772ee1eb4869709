import { type JsonObject, isJsonObject } from '../../protocol/json-rpc';
import { keepTexts, textOrNone, withoutNulls } from './members';

/** The revisions that have the `initialize` handshake, newest first. */
const HANDSHAKE_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07'];
const ANY = '2025-03-26';

/**
 * The answer to `initialize` with everything that the SDK (2.4.0) insists on: servers leave out who
 * they are, write null for capabilities that they lack, and name revisions that there are not.
 */
export function readInitialize(result: JsonObject): JsonObject {
	const { protocolVersion, capabilities, serverInfo, instructions, ...rest } = withoutNulls(result);
	return {
		...rest,
		protocolVersion: toKnownVersion(protocolVersion),
		capabilities: toCapabilities(capabilities),
		serverInfo: toServerInfo(serverInfo),
		...(typeof instructions === 'string' && { instructions }),
	};
}

/** The newest revision that is no newer than what the server names: it must know that one too. */
function toKnownVersion(version: unknown): string {
	const named = textOrNone(version) ?? ANY;
	if (HANDSHAKE_VERSIONS.includes(named)) return named;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(named)) return ANY;
	return HANDSHAKE_VERSIONS.find((known) => known <= named) ?? ANY;
}

function toCapabilities(capabilities: unknown): JsonObject {
	if (!isJsonObject(capabilities)) return {};
	const named = Object.entries(withoutNulls(capabilities)).flatMap(([name, value]) => {
		if (isJsonObject(value)) return [[name, withoutNulls(value)] as const];
		return value === true ? [[name, {}] as const] : [];
	});
	return Object.fromEntries(named);
}

function toServerInfo(serverInfo: unknown): JsonObject {
	const texts = isJsonObject(serverInfo) ? keepTexts(serverInfo, 'name', 'title', 'version') : {};
	return { name: '', version: '', ...texts };
}
