import type { INodeProperties } from 'n8n-workflow';

/** The parameters that a list or a form of the server depends on. */
export const dependsOnServer = [
	'server',
	'preset',
	'presetEndpoint',
	'presetValue',
	'serverUrl',
	'options.serverUrl',
	'authentication',
	'command',
];

interface Pick {
	displayName: string;
	name: string;
	description: string;
	/** A method of `listSearch`. */
	search: string;
	byName: { displayName: string; placeholder: string };
}

/** Something that the server lists, chosen from its list or entered. */
export function pickFromServer({
	displayName,
	name,
	description,
	search,
	byName,
}: Pick): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: {
					searchListMethod: search,
					searchable: true,
					// Without a credential the editor would not even ask: a server may need none.
					skipCredentialsCheckInRLC: true,
				},
			},
			{ ...byName, name: 'name', type: 'string' },
		],
	};
}
