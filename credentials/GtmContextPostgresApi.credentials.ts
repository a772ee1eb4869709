import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { DEFAULT_PORT, DEFAULT_SCHEMA } from '../src/base/database/postgres/postgres-connection';

/** A PostgreSQL database for what the GTM nodes remember. Tested by the node (`testContextStore`). */
export class GtmContextPostgresApi implements ICredentialType {
	name = 'gtmContextPostgresApi';

	displayName = 'GTM Context Store API';

	documentationUrl =
		'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/gtm-store.md#postgresql';

	icon: Icon = {
		light: 'file:../icons/gtm-context.svg',
		dark: 'file:../icons/gtm-context.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Connect By',
			name: 'connectBy',
			type: 'options',
			hint: 'Of a PostgreSQL database that all processes of n8n can reach',
			options: [
				{ name: 'Connection String', value: 'url' },
				{ name: 'Host and Database', value: 'fields' },
			],
			default: 'fields',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- it has the password in it
		{
			displayName: 'Connection String',
			name: 'url',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'postgres://gtm:password@db.example.com:5432/gtm?sslmode=verify',
			description: 'As your provider shows it. Percent-encode special characters of the password.',
			displayOptions: { show: { connectBy: ['url'] } },
		},
		...shownForFields([
			{
				displayName: 'Host',
				name: 'host',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. db.example.com',
			},
			{
				displayName: 'Port',
				name: 'port',
				type: 'number',
				default: DEFAULT_PORT,
				typeOptions: { minValue: 1, maxValue: 65_535 },
			},
			{
				displayName: 'Database',
				name: 'database',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. gtm',
			},
			{
				displayName: 'User',
				name: 'user',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. gtm',
				description:
					'Must be allowed to create tables in the schema, and the schema if it is missing',
			},
			{
				displayName: 'Password',
				name: 'password',
				type: 'string',
				typeOptions: { password: true },
				default: '',
			},
			{
				displayName: 'Schema',
				name: 'schema',
				type: 'string',
				default: DEFAULT_SCHEMA,
				description: 'Where in the database the tables are',
			},
			{
				displayName: 'SSL',
				name: 'ssl',
				type: 'options',
				options: [
					{ name: 'Off', value: 'disable', description: 'For a database on the same host' },
					{ name: 'Required', value: 'require', description: 'Encrypts the connection' },
					{
						name: 'Verified',
						value: 'verify',
						description: "Encrypts, and checks the server's certificate",
					},
				],
				default: 'require',
			},
		]),
		{
			displayName: 'CA Certificate',
			name: 'ca',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description: 'Only if no public authority signed the certificate of the server',
			displayOptions: { show: { connectBy: ['fields'], ssl: ['verify'] } },
		},
	];
}

function shownForFields(properties: INodeProperties[]): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: { show: { connectBy: ['fields'] } },
	}));
}
