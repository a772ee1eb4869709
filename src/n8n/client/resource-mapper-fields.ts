import type { FieldType, ResourceMapperField } from 'n8n-workflow';

import type { FilledField } from '../../mcp/client/form/form-arguments';
import type { FormField, FormFieldKind } from '../../mcp/client/form/form-fields';

const LABEL_LENGTH = 120;

/** A field of kind `any` has no type: n8n then shows a text input and checks nothing. */
const TYPE_OF_KIND: Record<FormFieldKind, FieldType | undefined> = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	options: 'options',
	date: 'dateTime',
	dateTime: 'dateTime',
	array: 'array',
	object: 'object',
	any: undefined,
};

/**
 * A form as n8n's resource mapper shows it. The mapper has no place for a field's description, so
 * the label carries it. An optional switch without a default is not on the form until the user adds
 * it: a switch has no empty state, and would send `false` unasked.
 */
export function toResourceMapperField(field: FormField): ResourceMapperField {
	return {
		id: field.name,
		displayName: toLabel(field),
		required: field.required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: field.kind === 'boolean' && !field.required && field.defaultValue === undefined,
		type: TYPE_OF_KIND[field.kind],
		options: field.choices?.map(({ label, value }) => ({ name: label, value })),
		defaultValue: field.defaultValue,
	};
}

/** What the saved form says of its fields. It does not tell a date from a date with a time. */
export function toFilledField({ id, type, required }: ResourceMapperField): FilledField {
	return { name: id, required, kind: toKind(type) };
}

function toKind(type: FieldType | undefined): FormFieldKind {
	const kinds = Object.entries(TYPE_OF_KIND) as Array<[FormFieldKind, FieldType | undefined]>;
	return kinds.findLast(([, candidate]) => candidate === type)?.[0] ?? 'any';
}

function toLabel({ label, description }: FormField): string {
	if (description === undefined) return label;
	const full = `${label} – ${description.replace(/\s+/g, ' ')}`;
	return full.length > LABEL_LENGTH ? `${full.slice(0, LABEL_LENGTH - 1)}…` : full;
}
