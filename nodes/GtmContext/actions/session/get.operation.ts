import type { ContextOperation } from '../../../../src/n8n/context/context-operation';

export const getSession: ContextOperation = {
	resource: 'session',
	value: 'get',
	name: 'Get',
	action: 'Get a session of an agent',
	description: 'What an agent read and did in a conversation, in order: names, never values',
	properties: [
		{
			displayName: 'Session ID',
			name: 'sessionId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. the ID that List gives',
		},
	],
	async run(parameters, { graph }) {
		const session = await graph.session(parameters.requiredText('sessionId'));
		if (session !== undefined) return session;
		throw parameters.problem('sessionId', 'does not stand for a session. List shows them.');
	},
};
