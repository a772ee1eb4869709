import type {
	ILoadOptionsFunctions,
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { isWriting, offeredTools } from '../../gtm/toolkit/offered-tool';
import type { VendorCategory } from '../../gtm/vendors/vendor';
import { updateContextGraph } from '../gtm/node/output.properties';
import { authenticationOf } from '../gtm/node/vendor.properties';
import {
	DEFAULT_CREDITS_PER_DAY,
	SERVERS,
	WATERFALL_SERVERS,
	readServer,
} from './toolkit-settings';

const KINDS: Readonly<Record<VendorCategory, { name: string; description: string }>> = {
	crm: {
		name: 'CRM',
		description: 'Contacts, companies, deals: find, create and update, log activities',
	},
	enrichment: {
		name: 'Enrichment',
		description: 'People and companies: enrich, verify, signals, data quality',
	},
	sequencer: {
		name: 'Sequencer',
		description: 'Sequences and templates: enroll, pause, stop, update messages, engagement',
	},
	analytics: { name: 'Analytics', description: 'Metrics, funnels, usage, reports, alerts' },
};

/** Servers whose vendor has two ways to sign in. */
const WITH_CHOICE = SERVERS.filter(({ vendor }) => vendor.credentialTypes.length > 1);

/** For people, by the value of the parameter: `HubSpot (CRM)`. */
export const serverNames = Object.fromEntries(
	SERVERS.map(({ value, category, vendor }) => [
		value,
		`${vendor.profile.name} (${KINDS[category].name})`,
	]),
);

const byName = (one: { name: string }, other: { name: string }) =>
	one.name.localeCompare(other.name);

export const toolkitProperties: INodeProperties[] = [
	{
		displayName: 'Vendors',
		name: 'vendors',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'One',
				value: 'one',
				description: 'A CRM, sequencer, enrichment or analytics server',
			},
			{
				name: 'Several, as an Enrichment Waterfall',
				value: 'waterfall',
				description: 'The next vendor is asked where one knows nothing or is down',
			},
		],
		default: 'one',
	},
	{
		displayName: 'Server',
		name: 'server',
		type: 'options',
		noDataExpression: true,
		options: SERVERS.map(({ value, category }) => ({
			name: serverNames[value] ?? value,
			value,
			description: KINDS[category].description,
		})).toSorted(byName),
		default: SERVERS[0]?.value ?? '',
		description: 'Which system to offer, as tools, resources and prompts',
		displayOptions: { show: { vendors: ['one'] } },
	},
	{
		displayName: 'Vendors in Order',
		// As with one vendor: n8n shows a credential by one condition, so both are the same parameter.
		name: 'server',
		type: 'multiOptions',
		noDataExpression: true,
		options: WATERFALL_SERVERS.map(({ value, vendor }) => ({
			name: vendor.profile.name,
			value,
		})).toSorted(byName),
		default: [],
		required: true,
		description:
			'Vendors are asked in the order in which you choose them, each for what those before did not know. One that is down is passed over.',
		displayOptions: { show: { vendors: ['waterfall'] } },
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{ name: 'API Key', value: 'apiKey' },
			{ name: 'OAuth2', value: 'oAuth2' },
		],
		default: 'apiKey',
		displayOptions: { show: { vendors: ['one'], server: WITH_CHOICE.map(({ value }) => value) } },
	},
	{
		displayName: 'Writing Tools',
		name: 'writes',
		type: 'options',
		options: [
			{
				name: 'Ask First',
				value: 'ask',
				description:
					'MCP clients ask their user before each write; agents need a human review node in between',
			},
			{ name: 'Off', value: 'off', description: 'Only tools that read' },
			{ name: 'On', value: 'on', description: 'Write without asking' },
		],
		default: 'ask',
		description: 'What happens with tools that create, change or send something',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Calls From GTM MCP Server Trigger',
				name: 'calls',
				type: 'options',
				options: [
					{
						name: 'In Process',
						value: 'inProcess',
						description:
							'Answers fastest, and starts no execution. The audit of the trigger has each call.',
					},
					{
						name: 'As Execution',
						value: 'execution',
						description:
							'Each call of a tool is an execution in the list. Reads of resources, and writes that ask first, stay in process.',
					},
				],
				default: 'inProcess',
				description: 'Where tools run that an MCP client calls',
			},
			{
				displayName: 'Credits per Day',
				name: 'creditsPerDay',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_CREDITS_PER_DAY,
				description:
					"The most that enrichment tools spend of this account in a day (UTC), in the vendor's own unit",
			},
			{
				displayName: 'Credits per Caller and Day',
				name: 'callerCreditsPerDay',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 25,
				description:
					"The most that one caller (a key, a token's subject, or the agents of a workflow) spends of this account in a day (UTC)",
			},
			{
				displayName: 'Credits per Caller and Month',
				name: 'callerCreditsPerMonth',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 500,
				description: 'The same for a month (UTC)',
			},
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'string',
				default: '',
				placeholder: 'e.g. email, title, accountName',
				description:
					'Fields of a record to return, separated by commas. Use standard fields or field names of the vendor. Leave empty for all standard fields.',
			},
			{
				displayName: 'Tool Name Prefix',
				name: 'prefix',
				type: 'string',
				default: '',
				placeholder: 'e.g. sales',
				description:
					'Goes before the name of each tool and prompt. Needed where two toolkits of one kind are connected.',
			},
			{
				displayName: 'Tool Names or IDs',
				name: 'tools',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getTools', loadOptionsDependsOn: ['server', 'vendors'] },
				default: [],
				description:
					'The tools to offer; the usual ones if none is chosen. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			updateContextGraph,
		],
	},
];

/** Each shown for its servers only. Paths are from the root, as n8n's editor needs them. */
export const toolkitCredentials: INodeCredentialDescription[] = [
	...new Set(SERVERS.flatMap(({ vendor }) => vendor.credentialTypes)),
].map((name) => {
	const servers = SERVERS.filter(({ vendor }) => vendor.credentialTypes.includes(name));
	const hasChoice = servers.some((server) => WITH_CHOICE.includes(server));
	return {
		name,
		required: true,
		displayOptions: {
			show: {
				'/server': servers.map(({ value }) => value),
				...(hasChoice && { '/authentication': [authenticationOf(name)] }),
			},
		},
	};
});

/** All tools of the chosen server, with a word on those that write. */
export async function getTools(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { kind, system } = readServer(
		(name, fallback) => this.getCurrentNodeParameter(name) ?? fallback,
	);
	return await Promise.resolve(
		offeredTools(kind, system).map((offered) => ({
			name: isWriting(offered) ? `${offered.tool.title} (Writes)` : offered.tool.title,
			value: offered.tool.name,
			description: offered.tool.description,
		})),
	);
}
