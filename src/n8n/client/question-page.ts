import type { OpenQuestion } from './person-answers';
import { escapeHtml } from '../../base/html';
import { DECISION, type QuestionField, fieldKey, questionFields } from './question-form';

/** No scripts, no outside content: every text on the page comes from a server. */
export const PAGE_HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
	'X-Content-Type-Options': 'nosniff',
} as const;

const STYLE =
	'body{font:16px system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#222}' +
	'label{display:block;margin:1rem 0 .25rem;font-weight:600}small{display:block;color:#555}' +
	'input:not([type=checkbox]),select,textarea{width:100%;padding:.5rem;box-sizing:border-box;font:inherit}' +
	'button{margin:1.5rem .5rem 0 0;padding:.5rem 1.25rem;font:inherit}.problem{color:#a00}';

/** The form for a question, with what was wrong with the last answer, if something was. */
export function questionPage({ question, subject }: OpenQuestion, problem?: string): string {
	const fields = question.mode === 'form' ? questionFields(question).map(toInput).join('') : '';
	const link = question.mode === 'url' ? toLink(question.url ?? '') : '';
	const accept = question.mode === 'url' ? 'I have done it' : 'Send';
	return toPage(
		`Question from ${subject}`,
		`<p style="white-space:pre-wrap">${escapeHtml(question.message)}</p>${link}` +
			(problem === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`) +
			`<form method="post">${fields}` +
			`<button name="${DECISION}" value="accept">${accept}</button>` +
			`<button name="${DECISION}" value="decline" formnovalidate>Decline</button></form>`,
	);
}

export function thanksPage(): string {
	return toPage('Thank you', '<p>The workflow goes on. You may close this page.</p>');
}

export function nothingToAnswerPage(): string {
	return toPage('Nothing to answer', '<p>This question has already been answered.</p>');
}

function toPage(title: string, body: string): string {
	return (
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
		`<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>` +
		`<body><h1>${escapeHtml(title)}</h1>${body}</body></html>`
	);
}

/** Only web addresses: a server must not smuggle in another scheme. */
function toLink(url: string): string {
	const parsed = URL.parse(url);
	if (!parsed || !/^https?:$/.test(parsed.protocol)) return `<p>${escapeHtml(url)}</p>`;
	return `<p><a href="${escapeHtml(parsed.href)}" target="_blank" rel="noreferrer noopener">${escapeHtml(parsed.href)}</a></p>`;
}

function toInput(field: QuestionField): string {
	const id = escapeHtml(fieldKey(field.name));
	const note = field.description ? `<small>${escapeHtml(field.description)}</small>` : '';
	const mark = field.required ? ' *' : '';
	return `<label for="${id}">${escapeHtml(field.label)}${mark}</label>${note}${toControl(field, id)}`;
}

function toControl(field: QuestionField, id: string): string {
	const { kind, required, defaultValue, choices, several } = field;
	const attributes = `id="${id}" name="${id}"${required && kind !== 'boolean' ? ' required' : ''}`;
	if (several) {
		return `<select ${attributes} multiple>${toOptions(several, selectedOf(defaultValue))}</select>`;
	}
	if (choices) {
		const empty = required ? '' : '<option value=""></option>';
		return `<select ${attributes}>${empty}${toOptions(choices, [defaultValue])}</select>`;
	}
	if (kind === 'boolean') {
		return `<input type="checkbox" ${attributes} value="true"${defaultValue === true ? ' checked' : ''}>`;
	}
	const value = defaultValue === undefined ? '' : ` value="${escapeHtml(String(defaultValue))}"`;
	const type = kind === 'date' ? 'date' : 'text';
	const keyboard = kind === 'number' ? ' inputmode="decimal"' : '';
	return `<input type="${type}"${keyboard} ${attributes}${value}>`;
}

/** The default of a list is its JSON text. */
function selectedOf(defaultValue: QuestionField['defaultValue']): unknown[] {
	const value: unknown = typeof defaultValue === 'string' ? JSON.parse(defaultValue) : undefined;
	return Array.isArray(value) ? value : [];
}

function toOptions(
	choices: NonNullable<QuestionField['choices']>,
	selected: readonly unknown[],
): string {
	return choices
		.map(({ label, value }) => {
			const mark = selected.includes(value) ? ' selected' : '';
			return `<option value="${escapeHtml(String(value))}"${mark}>${escapeHtml(label)}</option>`;
		})
		.join('');
}
