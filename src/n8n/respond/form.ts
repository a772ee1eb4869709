import { toText, type ItemParameters } from './parameters';
import { ContentError } from '../../mcp/server/content/content-error';
import {
	FORM_FIELD_TYPES,
	TEXT_FORMATS,
	type FormFieldDeclaration,
} from '../../mcp/server/content/form-field';
import { toFormSchema } from '../../mcp/server/content/form-schema';
import { checkRequestedSchema } from '../../mcp/server/content/requested-schema';
import type { JsonObject } from '../../mcp/protocol/json-rpc';

type StoredField = Partial<Record<keyof FormFieldDeclaration, unknown>>;

/** The schema of the form of one item. @throws ContentError naming the field that does not fit */
export function readFormSchema(parameters: ItemParameters): JsonObject {
	if (parameters.value('formMode', 'fields') === 'schema') {
		return checkRequestedSchema(parameters.json('requestedSchema'));
	}
	const stored = parameters.value('formFields.field', []) as StoredField[];
	return toFormSchema(stored.map(toDeclaration));
}

function toDeclaration(field: StoredField): FormFieldDeclaration {
	return {
		name: toText(field.name),
		title: toText(field.title),
		description: toText(field.description),
		type: oneOf(FORM_FIELD_TYPES, field.type, 'string', 'type'),
		format: oneOf([...TEXT_FORMATS, 'none'] as const, field.format, 'none', 'format'),
		required: field.required === true,
		defaultValue: field.defaultValue,
		minimum: toText(field.minimum),
		maximum: toText(field.maximum),
		choices: field.choices,
	};
}

/** An expression can give anything. */
function oneOf<T extends string>(
	known: readonly T[],
	value: unknown,
	fallback: T,
	parameter: string,
): T {
	if (value === undefined || value === '') return fallback;
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw new ContentError(parameter, `is not one of ${known.join(', ')}`);
}
