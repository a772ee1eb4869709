import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class GtmMcpServerKeysApi implements ICredentialType {
	name = 'gtmMcpServerKeysApi';

	displayName = 'GTM MCP Server Keys API';

	icon = {
		light: 'file:../icons/gtm-mcp-server.svg',
		dark: 'file:../icons/gtm-mcp-server.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/mcp-server-trigger.md#keys';

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
							placeholder: 'e.g. Claude of Dana',
							description: 'Whose key it is. Flows and executions show it in place of the key.',
						},
						{
							displayName: 'Key',
							name: 'key',
							type: 'string',
							typeOptions: { password: true },
							default: '',
							description:
								'A long random text, 24 characters or more. Callers send it as "Authorization: Bearer …" or "X-API-Key: …".',
						},
					],
				},
			],
		},
	];
}
