import type { IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../../../gtm/model/json';

type Parameters = Pick<IExecuteFunctions, 'getNodeParameter'>;

/** Text without spaces around it; numbers as expressions give them too. Anything else is empty. */
export function readText(context: Parameters, name: string, itemIndex: number): string {
	return textOf(context.getNodeParameter(name, itemIndex, ''));
}

/** @throws RangeError naming the field that is empty */
export function readRequired(
	context: Parameters,
	name: string,
	itemIndex: number,
	title: string,
): string {
	const text = readText(context, name, itemIndex);
	if (text === '') throw new RangeError(`${title} is empty.`);
	return text;
}

/**
 * A parameter of type `json`, or an object by an expression.
 *
 * @throws RangeError naming the field
 */
export function readJsonObject(
	context: Parameters,
	name: string,
	itemIndex: number,
	title: string,
): Record<string, unknown> {
	const given: unknown = context.getNodeParameter(name, itemIndex, {});
	const value = typeof given === 'string' ? parsed(given, title) : given;
	if (!isRecord(value)) throw new RangeError(`${title} is no JSON object.`);
	return value;
}

/** A list that a user enters: separated by commas or lines, or a list by an expression already. */
export function splitList(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(textOf) : textOf(value).split(/[,\n]/);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function textOf(value: unknown): string {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

function parsed(text: string, title: string): unknown {
	try {
		return JSON.parse(text === '' ? '{}' : text);
	} catch {
		throw new RangeError(`${title} is no valid JSON: check quotes and commas.`);
	}
}
