import { splitList } from '../../../base/split-list';
import { ContentError } from './content-error';

export interface Choice {
	value: string;
	/** What the user reads in place of the value. */
	title?: string;
}

/**
 * Reads choices: a list, or text with commas between them; each as `value` or `value=Title`.
 *
 * @param parameter the field to name if something is wrong
 * @throws ContentError if there are none, or one comes twice
 */
export function toChoices(source: unknown, parameter = 'choices'): Choice[] {
	const parts: unknown[] = Array.isArray(source) ? source : splitList(asText(source));
	const choices = parts.map((part) => toChoice(asText(part))).filter(({ value }) => value !== '');
	if (choices.length === 0) {
		throw new ContentError(
			parameter,
			'has no choices',
			'Enter them separated by commas, as value or value=Title.',
		);
	}
	const values = choices.map(({ value }) => value);
	const twice = values.find((value, index) => values.indexOf(value) !== index);
	if (twice !== undefined) throw new ContentError(parameter, `has "${twice}" twice`);
	return choices;
}

function toChoice(text: string): Choice {
	const cut = text.indexOf('=');
	if (cut < 0) return { value: text.trim() };
	const value = text.slice(0, cut).trim();
	const title = text.slice(cut + 1).trim();
	return title === '' ? { value } : { value, title };
}

function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}
