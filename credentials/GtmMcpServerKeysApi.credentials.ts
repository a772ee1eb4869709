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
				'Tools that this key can see and call, separated by commas; * matches any text. Leave empty for all.',
		},
		{
			displayName: 'Allowed Resources',
			name: 'allowedResources',
			type: 'string',
			default: '',
			placeholder: 'e.g. crm://accounts/*',
			description:
				'URIs of resources that this key can see and read, separated by commas; * matches any text. Leave empty for all.',
		},
		{
			displayName: 'Allowed Prompts',
			name: 'allowedPrompts',
			type: 'string',
			default: '',
			placeholder: 'e.g. brief_*',
			description:
				'Prompts that this key can see and use, separated by commas; * matches any text. Leave empty for all.',
		},
		{
			displayName: 'Expires',
			name: 'expires',
			type: 'dateTime',
			default: '',
			description:
				"When the key expires, in the time zone of n8n's machine unless the date includes one. Leave empty if it never expires.",
		},
		{
			displayName: 'Calls per Minute',
			name: 'perMinute',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Maximum number of calls per minute with this key. Set to 0 to use the limit of the server.',
		},
		{
			displayName: 'Concurrent Calls',
			name: 'concurrent',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Maximum number of calls with this key that can run at the same time. Set to 0 for no limit.',
		},
		{
			displayName: 'Result Fields',
			name: 'resultFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. email, score, company.name',
			description:
				'The only result fields to send to this key, separated by commas. Leave empty for all.',
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
			description: 'Give every caller its own key, so that you can revoke one without the others',
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
							description:
								'Who uses the key. Workflows and executions show this label instead of the key.',
						},
						{
							displayName: 'Key',
							name: 'key',
							type: 'string',
							typeOptions: { password: true },
							default: '',
							hint: 'Leave it empty and save: "More details" then shows a random key to copy here.',
							description:
								'At least 24 random characters. Callers send it as "Authorization: Bearer …" or "X-API-Key: …".',
						},
						restrictions,
					],
				},
			],
		},
	];
}
