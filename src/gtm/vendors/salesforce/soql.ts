import { refused } from './refused';

/** What a literal in a condition must look like; Salesforce refuses a number in quotes. */
export type SoqlType = 'text' | 'id' | 'number' | 'boolean' | 'date' | 'dateTime';

const NAME = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/;

const ESCAPES: Readonly<Record<string, string>> = {
	'\\': '\\\\',
	"'": "\\'",
	'"': '\\"',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
	'\b': '\\b',
	'\f': '\\f',
};

/**
 * A name of a field or object that may come from a user: letters, digits and underscores, with dots to
 * a parent's field. Anything else could be a part of the query.
 *
 * @throws VendorError naming what is no name
 */
export function soqlName(name: string): string {
	if (NAME.test(name)) return name;
	throw refused(
		'invalid_field_name',
		`${JSON.stringify(name)} is not the API name of a field in Salesforce, such as Title or Tier__c.`,
	);
}

/**
 * A text as a literal. Every character that means something inside quotes is escaped, so the text
 * cannot end the literal.
 *
 * @see https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select-quotedstringescapes.html
 */
export function soqlText(text: string): string {
	return `'${escaped(text)}'`;
}

/** Finds texts that contain this one; `%` and `_` in it stand for themselves. */
export function likeContaining(text: string): string {
	return `'%${wildcardsEscaped(text)}%'`;
}

/** Finds texts that end with this one; `%` and `_` in it stand for themselves. */
export function likeEnding(text: string): string {
	return `'%${wildcardsEscaped(text)}'`;
}

/**
 * A value as a literal of the field's type.
 *
 * @throws VendorError if the value is none of that type
 */
export function soqlLiteral(field: string, type: SoqlType, value: unknown): string {
	const literal = literalOf(type, value);
	if (literal !== undefined) return literal;
	throw refused('invalid_value', `The value for ${field} must be ${WANTED[type]}.`);
}

const WANTED: Readonly<Record<SoqlType, string>> = {
	text: 'a text',
	id: 'an ID of 15 or 18 letters and digits',
	number: 'a number',
	boolean: 'true or false',
	date: 'a date, such as 2026-11-25',
	dateTime: 'a time, such as 2026-11-25T09:30:00Z',
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function literalOf(type: SoqlType, value: unknown): string | undefined {
	const text = isPlain(value) ? String(value).trim() : '';
	switch (type) {
		case 'number':
			return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
		case 'boolean':
			return /^(?:true|false)$/i.test(text) ? text.toUpperCase() : undefined;
		case 'date':
			return DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
		case 'dateTime': {
			const at = /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text) ? new Date(text) : undefined;
			return at && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
		}
		case 'id':
			return /^[a-zA-Z0-9]{15,18}$/.test(text) ? `'${text}'` : undefined;
		case 'text':
			return isPlain(value) ? soqlText(String(value)) : undefined;
	}
}

function isPlain(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function escaped(text: string): string {
	return text.replaceAll(/[\\'"\n\r\t\b\f]/g, (character) => ESCAPES[character] ?? character);
}

function wildcardsEscaped(text: string): string {
	return escaped(text).replaceAll(/[%_]/g, (wildcard) => `\\${wildcard}`);
}
