import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

/** For the `options` collection of what one vendor may charge for. @param days of a new form */
export const spendingOptions = (days: number): INodeProperties[] => [
	{
		displayName: 'Reuse Answers For (Days)',
		name: 'lifetimeDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3650 },
		default: days,
		description:
			'How long to reuse an answer, at no cost, in all items, runs and workflows. "Not found" is reused for up to 7 days. Set to 0 to request it again.',
	},
	{
		displayName: 'Credits per Day',
		name: 'perDay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 500,
		description:
			"Maximum number of credits that all executions can spend in this account per UTC day, in the vendor's own unit. No limit by default.",
	},
	{
		displayName: 'Credits per Run',
		name: 'perRun',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 100,
		description:
			"Maximum number of credits that this execution can spend, in the vendor's own unit. No limit by default.",
	},
];

export function readVendorSpending(parameters: ItemParameters) {
	return {
		lifetimeDays: parameters.optionalNumber('options.lifetimeDays'),
		perDay: parameters.optionalNumber('options.perDay'),
		perRun: parameters.optionalNumber('options.perRun'),
	};
}
