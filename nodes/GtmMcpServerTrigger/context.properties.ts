import type { INodeProperties } from 'n8n-workflow';

/** Serves what the context graph of this n8n knows, without a branch or an execution. */
export const contextProperties: INodeProperties[] = [
	{
		displayName: 'Context Graph',
		name: 'contextGraph',
		type: 'options',
		options: [
			{ name: 'Off', value: 'off', description: 'Clients do not see it' },
			{
				name: 'Read',
				value: 'read',
				description: 'Ask for prospects, check actions, search, explain',
			},
			{
				name: 'Read and Write',
				value: 'write',
				description: 'Also record events, facts, decisions, and review doubtful identities',
			},
		],
		default: 'read',
		description:
			'Whether clients can use the context graph of this n8n: everything known about accounts and people, in one call. Adds tools, resources and prompts.',
	},
	{
		displayName: 'Context Graph Privacy',
		name: 'contextPrivacy',
		type: 'options',
		options: [
			{ name: 'Business', value: 'business', description: 'Also scores, stages and owners' },
			{ name: 'Personal', value: 'personal', description: 'Also names, titles and work addresses' },
			{ name: 'Private', value: 'private', description: 'Also phone numbers and other addresses' },
			{ name: 'Public', value: 'public', description: 'Only what anybody may know of companies' },
			{ name: 'Sensitive', value: 'sensitive', description: 'Everything' },
		],
		default: 'private',
		description:
			'The widest class of facts that any client sees. With tokens, the class Private also needs the scope context.private.',
	},
];
