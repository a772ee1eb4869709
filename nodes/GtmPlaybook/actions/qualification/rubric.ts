import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_RUBRIC } from '../../../../src/gtm/playbook/rubric/default-rubric';
import { type Rubric, readRubric } from '../../../../src/gtm/playbook/rubric/rubric';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { checkedBy, toRows } from '../../../../src/n8n/playbook/json-values';

/** By what leads are scored, and how. */
export const rubricProperty: INodeProperties = {
	displayName: 'Rubric',
	name: 'rubric',
	// As text: n8n marks an empty field of JSON as a mistake, and empty is the usual choice here.
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: "e.g. {{ $('Rubric').all() }}",
	description: 'Rows of a Data Table, or a list of objects. Empty: an example that sells software.',
};

export const rubricOptions: INodeProperties[] = [
	{
		displayName: 'Enrichment Was Tried',
		name: 'enriched',
		type: 'boolean',
		default: false,
		description: 'Whether what is missing goes to a person now, and is not looked for again',
	},
	{
		displayName: 'Own Domains',
		name: 'ownDomains',
		type: 'string',
		default: '',
		placeholder: 'e.g. ourcompany.com',
		description: 'Your own, with commas between: your colleagues are not leads',
	},
	{
		displayName: 'Settings',
		name: 'settings',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "fitShare": 0.6, "tiers": { "A": 80, "B": 60, "C": 40 } }',
		description: 'Of the rubric: version, fitShare, tiers, leastConfidence, oneKindCap',
	},
];

/** @throws RangeError naming the row that cannot be used */
export function readRubricOf(parameters: ItemParameters): Rubric {
	const rows = parameters.read('rubric', toRows) ?? DEFAULT_RUBRIC;
	const settings = parameters.object('options.settings') ?? {};
	const ownDomains = parameters.texts('options.ownDomains');
	return checkedBy(parameters, 'rubric', () =>
		readRubric(rows, { ...settings, ...(ownDomains.length > 0 && { ownDomains }) }),
	);
}
