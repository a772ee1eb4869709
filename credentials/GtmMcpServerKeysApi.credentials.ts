import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** What the holder of one key may do; everything that the server offers if nothing is added. */
const restrictions: INodeProperties = {
	displayName: 'Restrictions',
	name: 'restrictions',
	type: 'collection',
	placeholder: 'Add restriction',
	default: {},
	options: [
		{
			displayName: 'Allowed Tools',
			name: 'allowedTools',
			type: 'string',
			default: '',
			placeholder: 'e.g. lead_*, qualify',
			description:
				'Tools that the holder sees and may call, separated by commas; * stands for any text. All if empty.',
		},
		{
			displayName: 'Allowed Resources',
			name: 'allowedResources',
			type: 'string',
			default: '',
			placeholder: 'e.g. crm://accounts/*',
			description:
				'URIs of resources that the holder sees and may read, separated by commas; * stands for any text. All if empty.',
		},
		{
			displayName: 'Allowed Prompts',
			name: 'allowedPrompts',
			type: 'string',
			default: '',
			placeholder: 'e.g. brief_*',
			description:
				'Prompts that the holder sees and may use, separated by commas; * stands for any text. All if empty.',
		},
		{
			displayName: 'Expires',
			name: 'expires',
			type: 'dateTime',
			default: '',
			description:
				"From when on the key is refused, in the time zone of n8n's machine unless the date names one. Never if empty.",
		},
		{
			displayName: 'Calls per Minute',
			name: 'perMinute',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How often the holder may call, in place of the limit of the server; 0 for that of the server',
		},
		{
			displayName: 'Calls Under Way',
			name: 'concurrent',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'How many calls of the holder may run at the same time; 0 for no limit',
		},
		{
			displayName: 'Result Fields',
			name: 'resultFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. email, score, company.name',
			description:
				'The only fields of results that the holder gets to see, separated by commas. All if empty.',
		},
	],
};

export class GtmMcpServerKeysApi implements ICredentialType {
	name = 'gtmMcpServerKeysApi';

	displayName = 'GTM MCP Server Keys API';

	icon = {
		light: 'file:../icons/gtm-mcp-server.svg',
		dark: 'file:../icons/gtm-mcp-server.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/server/access.md#keys';

	properties: INodeProperties[] = [
		{
			displayName: 'Keys',
			name: 'keys',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Key' },
			placeholder: 'Add Key',
			default: { key: [{ label: '', key: '' }] },
			description: 'Give every caller a key of its own, so that one can be withdrawn alone',
			options: [
				{
					name: 'key',
					displayName: 'Key',
					values: [
						{
							displayName: 'Label',
							name: 'label',
							type: 'string',
							default: '',
							placeholder: "e.g. Dana's Claude",
							description: 'Whose key it is. Flows and executions show it in place of the key.',
						},
						{
							displayName: 'Key',
							name: 'key',
							type: 'string',
							typeOptions: { password: true },
							default: '',
							hint: 'Leave it empty and save: "More details" then shows a random key to copy here.',
							description:
								'A long random text, 24 characters or more. Callers send it as "Authorization: Bearer …" or "X-API-Key: …".',
						},
						restrictions,
					],
				},
			],
		},
	];
}
