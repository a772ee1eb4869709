import type { StandaloneOperation } from '../../../../src/n8n/context/context-operation';
import { connectionOf, STORE_CREDENTIAL } from '../../../../src/n8n/context/store-credential';
import { useDatabase as use } from '../../../../src/n8n/context/use-database';

const STORES = ['postgres', 'file'] as const;

export const useDatabase: StandaloneOperation = {
	resource: 'store',
	value: 'useDatabase',
	name: 'Use Database',
	action: 'Use a database for all GTM nodes',
	description:
		'Keep what the GTM nodes and the context graph of this n8n know in PostgreSQL, so that several processes share it. Run it once.',
	properties: [
		{
			displayName: 'Store',
			name: 'store',
			type: 'options',
			options: [
				{
					name: 'PostgreSQL',
					value: 'postgres',
					description: 'The database of the credential',
				},
				{
					name: 'File on This Host',
					value: 'file',
					description: 'For one process on one host. Nothing goes back from the database.',
				},
			],
			default: 'postgres',
		},
		{
			displayName: 'Move What Is Known',
			name: 'moves',
			type: 'boolean',
			default: true,
			description:
				'Whether to copy everything from the file into the database: facts, suppressions, enrollments, credits. The database must be new.',
			displayOptions: { show: { store: ['postgres'] } },
		},
	],
	async runAlone(parameters, { credential }) {
		if (parameters.choice('store', STORES) === 'file') return await use(undefined, false);
		const connection = connectionOf(await credential(STORE_CREDENTIAL));
		return await use(connection, parameters.boolean('moves'));
	},
};
