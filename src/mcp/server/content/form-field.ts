import { ContentError } from './content-error';
import { toChoices, type Choice } from './form-choices';
import type { JsonObject } from '../../protocol/json-rpc';

export const FORM_FIELD_TYPES = [
	'string',
	'number',
	'integer',
	'boolean',
	'enum',
	'multiEnum',
] as const;
export type FormFieldType = (typeof FORM_FIELD_TYPES)[number];

/** The formats that a client has to know (specification 2025-11-25, Elicitation). */
export const TEXT_FORMATS = ['email', 'uri', 'date', 'date-time'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** A field of a form as its author fills it in; empty text stands for "not given". */
export interface FormFieldDeclaration {
	name: string;
	title: string;
	description: string;
	type: FormFieldType;
	/** Of a string. */
	format: TextFormat | 'none';
	required: boolean;
	/** As text; of a multiEnum a list, or text with commas. */
	defaultValue: unknown;
	/** Smallest number, shortest text or fewest choices. */
	minimum: string;
	/** Largest number, longest text or most choices. */
	maximum: string;
	/** Of an enum or multiEnum: `value` or `value=Title`, as a list or as text with commas. */
	choices: unknown;
}

/**
 * The schema of one field, in the subset that the protocol allows.
 *
 * @throws ContentError naming what is missing or does not fit the type
 */
export function toPropertySchema(field: FormFieldDeclaration): JsonObject {
	const head = {
		...(field.title === '' ? {} : { title: field.title }),
		...(field.description === '' ? {} : { description: field.description }),
	};
	const fallback = isGiven(field.defaultValue) ? { default: toDefault(field) } : {};
	return { ...toType(field), ...head, ...fallback };
}

function toType(field: FormFieldDeclaration): JsonObject {
	switch (field.type) {
		case 'string':
			return {
				type: 'string',
				...(field.format === 'none' ? {} : { format: field.format }),
				...countsOf(field, 'minLength', 'maxLength'),
			};
		case 'number':
		case 'integer':
			return { type: field.type, ...boundsOf(field, 'minimum', 'maximum', toNumber) };
		case 'boolean':
			return { type: 'boolean' };
		case 'enum':
			return { type: 'string', ...alternatives(toChoices(field.choices), 'oneOf') };
		case 'multiEnum':
			return {
				type: 'array',
				items: toItems(toChoices(field.choices)),
				...countsOf(field, 'minItems', 'maxItems'),
			};
		default:
			throw new ContentError(
				'type',
				`is "${String(field.type)}"`,
				`Choose one of ${FORM_FIELD_TYPES.join(', ')}.`,
			);
	}
}

/** Untitled items are strings; titled ones carry no type of their own in the protocol's schema. */
function toItems(choices: Choice[]): JsonObject {
	const schema = alternatives(choices, 'anyOf');
	return 'enum' in schema ? { type: 'string', ...schema } : schema;
}

function alternatives(choices: Choice[], keyword: 'oneOf' | 'anyOf'): JsonObject {
	if (choices.every(({ title }) => title === undefined)) {
		return { enum: choices.map(({ value }) => value) };
	}
	return {
		[keyword]: choices.map(({ value, title }) => ({ const: value, title: title ?? value })),
	};
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

function toDefault(field: FormFieldDeclaration): unknown {
	const { type, defaultValue } = field;
	switch (type) {
		case 'number':
		case 'integer':
			return toNumber('defaultValue', defaultValue, type);
		case 'boolean':
			return toBoolean(defaultValue);
		case 'enum':
			return knownChoices([asText(defaultValue)], field)[0];
		case 'multiEnum':
			return knownChoices(toChoices(defaultValue, 'defaultValue').map(toValue), field);
		default:
			return asText(defaultValue);
	}
}

const toValue = ({ value }: Choice) => value;

function knownChoices(values: string[], { choices }: FormFieldDeclaration): string[] {
	const known = toChoices(choices).map(toValue);
	const unknown = values.find((value) => !known.includes(value));
	if (unknown === undefined) return values;
	throw new ContentError('defaultValue', `is "${unknown}", which is not among the choices`);
}

function toBoolean(value: unknown): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new ContentError('defaultValue', 'must be true or false');
}

type ReadBound = (parameter: string, value: unknown, type: FormFieldType) => number;

function boundsOf(
	{ type, minimum, maximum }: FormFieldDeclaration,
	minKeyword: string,
	maxKeyword: string,
	read: ReadBound,
): JsonObject {
	const min = isGiven(minimum) ? read('minimum', minimum, type) : undefined;
	const max = isGiven(maximum) ? read('maximum', maximum, type) : undefined;
	if (min !== undefined && max !== undefined && min > max) {
		throw new ContentError('minimum', 'is greater than the maximum');
	}
	return {
		...(min === undefined ? {} : { [minKeyword]: min }),
		...(max === undefined ? {} : { [maxKeyword]: max }),
	};
}

function countsOf(field: FormFieldDeclaration, minKeyword: string, maxKeyword: string): JsonObject {
	return boundsOf(field, minKeyword, maxKeyword, (parameter, value) => {
		const count = toNumber(parameter, value, 'integer');
		if (count < 0) throw new ContentError(parameter, 'is less than zero');
		return count;
	});
}

function toNumber(parameter: string, value: unknown, type: FormFieldType): number {
	const text = asText(value).trim();
	const number = Number(text);
	if (text === '' || !Number.isFinite(number)) {
		throw new ContentError(parameter, `is "${text}", which is not a number`);
	}
	if (type === 'integer' && !Number.isInteger(number)) {
		throw new ContentError(parameter, `is ${number}, which is not a whole number`);
	}
	return number;
}

/** A value that an expression gave, as a field of text would hold it. */
function asText(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
