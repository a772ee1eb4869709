import type { INodeProperties } from 'n8n-workflow';

/** Seconds; read by the connection, for each request on its own. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	default: 60,
	typeOptions: { minValue: 1 },
	description: 'How many seconds to wait for each answer of the server',
};
