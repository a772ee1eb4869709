import type {
	FieldType,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { PropertyDefinition } from '../../../src/gtm/crm/crm-vendor';
import { openCrm, readProperties } from './editor';

const TYPES: Readonly<Record<PropertyDefinition['type'], FieldType>> = {
	text: 'string',
	number: 'number',
	boolean: 'boolean',
	date: 'dateTime',
	dateTime: 'dateTime',
	options: 'options',
	multiOptions: 'array',
	reference: 'string',
};

/** The form of a record: every property that can be written, custom ones too, from the live account. */
export async function getRecordForm(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const properties = await readProperties(this, await openCrm(this));
	const writable = properties.filter(({ readOnly }) => !readOnly);
	// What the model knows comes first: these are the fields that most flows fill.
	const sorted = writable.toSorted((a, b) => {
		if ((a.canonical === undefined) !== (b.canonical === undefined)) {
			return a.canonical === undefined ? 1 : -1;
		}
		return a.label.localeCompare(b.label);
	});
	return { fields: sorted.map(toField) };
}

function toField(property: PropertyDefinition): ResourceMapperField {
	const { name, label, canonical, required, type, options, isCustom } = property;
	return {
		id: canonical ?? `custom.${name}`,
		displayName: isCustom ? `${label} (custom)` : label,
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !SHOWN.includes(canonical ?? ''),
		type: TYPES[type],
		...(options && { options: options.map((one) => ({ name: one.label, value: one.value })) }),
	};
}

/** On the form from the beginning; all others can be added. */
const SHOWN = [
	'email',
	'domain',
	'name',
	'firstName',
	'lastName',
	'title',
	'stage',
	'amount.amount',
];
