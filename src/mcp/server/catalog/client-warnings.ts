import type { Catalog } from './catalog';
import { isJsonObject } from '../../protocol/json-rpc';

/** Cursor shows no tools whose name is longer together with the name that its user gave the server. */
const LONGEST_WITH_SERVER = 60;
/** For the name that the user gives it, which nobody here knows. */
const ROOM_FOR_SERVER = 10;

/**
 * What the specification allows and clients in use refuse, as sentences for the owner of the server.
 * They are no errors: the server may be meant for other clients.
 */
export function clientWarnings({ tools }: Catalog): string[] {
	return [...tools.values()].flatMap(({ listing: { name, inputSchema } }) => [
		...(name.includes('.')
			? [
					`The tool "${name}" has a dot in its name. Claude Desktop shows no tools of a server with such a name.`,
				]
			: []),
		...(name.length > LONGEST_WITH_SERVER - ROOM_FOR_SERVER
			? [
					`The name of the tool "${name}" has ${name.length} characters. Cursor hides a tool if its name and the server name have more than ${LONGEST_WITH_SERVER} characters together.`,
				]
			: []),
		...listsWithoutItems(inputSchema).map(
			(field) =>
				`"${field}" of the tool "${name}" is an array without "items". VS Code rejects the tool.`,
		),
	]);
}

/** Names of the members, at any depth, that are lists of they do not say what. */
function listsWithoutItems(schema: unknown, name = ''): string[] {
	if (!isJsonObject(schema)) return [];
	const own =
		schema.type === 'array' && schema.items === undefined && schema.prefixItems === undefined;
	const members = isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];
	return [
		...(own ? [name] : []),
		...members.flatMap(([member, part]) =>
			listsWithoutItems(part, name === '' ? member : `${name}.${member}`),
		),
		...listsWithoutItems(schema.items, `${name}[]`),
	];
}
