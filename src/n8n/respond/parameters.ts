import type { IExecuteFunctions } from 'n8n-workflow';

import { ContentError } from '../../mcp/server/content/content-error';

/** The longest that a timer of Node.js can wait: 2^31 - 1 ms, in whole seconds. */
const MAX_SECONDS = 2_147_483;

/** The parameters of one item, as the types that the protocol wants. */
export interface ItemParameters {
	/** Empty if it is not set. What an expression gave that is no text becomes JSON text. */
	text(name: string): string;
	/** @throws ContentError unless it is a finite number */
	number(name: string): number;
	/** @throws ContentError unless it is above zero, and what a timer can wait */
	seconds(name: string, fallback: number): number;
	flag(name: string): boolean;
	/** Text as the JSON that it holds; anything else as it is. @throws ContentError if it is not JSON */
	json(name: string): unknown;
	/** As it is set. */
	value(name: string, fallback?: unknown): unknown;
}

export function parametersOf(context: IExecuteFunctions, itemIndex: number): ItemParameters {
	const value = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback) as unknown;
	return {
		value,
		text: (name) => toText(value(name, '')),
		number: (name) => toNumber(name, value(name)),
		seconds: (name, fallback) => toSeconds(name, value(name, fallback)),
		flag: (name) => value(name, false) === true || value(name, false) === 'true',
		json: (name) => parseJson(name, value(name, '')),
	};
}

/** What an expression gave, as text. */
export function toText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}

export function toNumber(name: string, value: unknown): number {
	const number = value === '' || value === null ? Number.NaN : Number(value);
	if (Number.isFinite(number)) return number;
	throw new ContentError(lastPart(name), 'is not a number');
}

function toSeconds(name: string, value: unknown): number {
	const seconds = toNumber(name, value);
	if (seconds > 0 && seconds <= MAX_SECONDS) return seconds;
	throw new ContentError(lastPart(name), `is not between 0 and ${MAX_SECONDS} seconds`);
}

function parseJson(name: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch (error) {
		throw notJson(name, error);
	}
}

function notJson(name: string, error: unknown): ContentError {
	return new ContentError(
		lastPart(name),
		'is not valid JSON',
		error instanceof Error ? error.message : undefined,
	);
}

/** `timeout` of `options.timeout`. */
function lastPart(name: string): string {
	return name.slice(name.lastIndexOf('.') + 1);
}
