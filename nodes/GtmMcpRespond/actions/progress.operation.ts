import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { done, type StartOperation } from '../../../src/n8n/respond/operation';
import { parametersOf } from '../../../src/n8n/respond/parameters';

const properties: INodeProperties[] = [
	{
		displayName: 'Progress',
		name: 'progress',
		type: 'number',
		typeOptions: { numberPrecision: 3 },
		default: 0,
		description: 'How much is done. It must grow with every report.',
	},
	{
		displayName: 'Total',
		name: 'total',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 0,
		description: 'Total amount, in the same unit. Set to 0 if unknown.',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		placeholder: 'e.g. Enriching 12 of 40 accounts',
		description: 'Tell the user what is happening',
	},
];

export const description = updateDisplayOptions({ show: { operation: ['progress'] } }, properties);

/** One report an item. */
export const start: StartOperation = (run) => ({
	handle: async (itemIndex) => {
		const parameters = parametersOf(run.context, itemIndex);
		const total = parameters.number('total');
		const message = parameters.text('message');
		await run.call?.reportProgress({
			progress: parameters.number('progress'),
			...(total === 0 ? {} : { total }),
			...(message === '' ? {} : { message }),
		});
		return done(run);
	},
});
