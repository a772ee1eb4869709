import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

/** For the `options` collection of what one vendor may charge for. @param days of a new form */
export const spendingOptions = (days: number): INodeProperties[] => [
	{
		displayName: 'Answers Are Good For (Days)',
		name: 'lifetimeDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3650 },
		default: days,
		description:
			'The same question is not paid for again within this time, also by another item, run or workflow. That nothing was found is remembered for 7 days of it at most. 0 asks anew.',
	},
	{
		displayName: 'Credits per Day',
		name: 'perDay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 500,
		description:
			"At most, of the vendor's account, by all executions of a day in UTC. A vendor's own unit counts. Without this option nothing bounds it.",
	},
	{
		displayName: 'Credits per Run',
		name: 'perRun',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 100,
		description:
			"At most in this execution. A vendor's own unit counts. Without this option nothing bounds it.",
	},
];

export function readVendorSpending(parameters: ItemParameters) {
	return {
		lifetimeDays: parameters.optionalNumber('options.lifetimeDays'),
		perDay: parameters.optionalNumber('options.perDay'),
		perRun: parameters.optionalNumber('options.perRun'),
	};
}
