import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../../../base/split-list';
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

function parsed(text: string, title: string): unknown {
	try {
		return JSON.parse(text === '' ? '{}' : text);
	} catch {
		throw new RangeError(`${title} is no valid JSON: check quotes and commas.`);
	}
}
