import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { done, type StartOperation } from '../../../src/n8n/respond/operation';
import { parametersOf } from '../../../src/n8n/respond/parameters';

const DEFAULT_TTL_SECONDS = 3600;

const properties: INodeProperties[] = [
	{
		displayName: 'Time to Live (Seconds)',
		name: 'ttl',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 604800 },
		default: DEFAULT_TTL_SECONDS,
		description: 'How long the client can fetch the task and its result',
	},
];

export const description = updateDisplayOptions(
	{ show: { operation: ['becomeTask'] } },
	properties,
);

/** There is one call: the first item says how long its task lives. */
export const start: StartOperation = (run) => ({
	handle: async (itemIndex) => {
		if (itemIndex > 0) return done(run);
		const seconds = parametersOf(run.context, itemIndex).seconds('ttl', DEFAULT_TTL_SECONDS);
		if ((await run.call?.becomeTask(seconds * 1000)) === false) {
			run.hint(
				'The call continues without a task: the client does not support tasks or has too many, or the call has ended or is already a task.',
			);
		}
		return done(run);
	},
});
