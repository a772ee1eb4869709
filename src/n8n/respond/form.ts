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

type Stored<Key extends keyof FormFieldDeclaration> = Partial<Record<Key, unknown>>;

/** A field as the editor stores it: what few fields need is under its settings. */
type StoredField = Stored<'name' | 'title' | 'type' | 'format' | 'required' | 'choices'> & {
	settings?: Stored<'description' | 'defaultValue' | 'minimum' | 'maximum'>;
};

/** The schema of the form of one item. @throws ContentError naming the field that does not fit */
export function readFormSchema(parameters: ItemParameters): JsonObject {
	if (parameters.value('formMode', 'fields') === 'schema') {
		return checkRequestedSchema(parameters.json('requestedSchema'));
	}
	const stored = parameters.value('formFields.field', []) as StoredField[];
	return toFormSchema(stored.map(toDeclaration));
}

function toDeclaration({ settings = {}, ...field }: StoredField): FormFieldDeclaration {
	return {
		name: toText(field.name),
		title: toText(field.title),
		description: toText(settings.description),
		type: oneOf(FORM_FIELD_TYPES, field.type, 'string', 'type'),
		format: oneOf([...TEXT_FORMATS, 'none'] as const, field.format, 'none', 'format'),
		required: field.required === true,
		defaultValue: settings.defaultValue,
		minimum: toText(settings.minimum),
		maximum: toText(settings.maximum),
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
