import type { SuppressionKind } from '../../base/suppression/spelling';
import type { KeptAnswer, Question } from './answer-ledger';
import { keysIn, normalizedKeys, problemOfKey } from './suppression-key';

/** By what somebody is known: `{ kind: 'email', value: 'dana@acme.com' }`. */
export interface Told {
	kind: string;
	value: string;
}

/** An answer, and who was asked about; undefined for what an older version kept. */
export interface AnswerAbout {
	answer: KeptAnswer;
	asked?: Question['identity'];
}

/** In any place of an answer, also in a list of a company's people or in the vendor's own words. */
const IN_TEXT: readonly SuppressionKind[] = ['email', 'linkedin'];

/** What may stand beside an address or a path without being part of it. */
const INSIDE = /[\p{L}\p{N}._%+-]/u;

/**
 * Tells answers about, or with something about, whoever has one of some identifiers. A domain is a
 * company's: answers about the people who work there are not about it.
 *
 * @param identifiers those of kinds that answers do not have are passed over
 */
export function mentionOf(identifiers: readonly Told[]): (kept: AnswerAbout) => boolean {
	const told = identifiers.flatMap(({ kind, value }) => {
		const key = { kind: kind as SuppressionKind, value };
		return isKind(kind) && problemOfKey(key) === undefined ? normalizedKeys([key]) : [];
	});
	const texts = told.flatMap(({ kind, value }) => (IN_TEXT.includes(kind) ? [value] : []));
	const isMeant = ({ kind, value }: Told) =>
		told.some((one) => one.kind === kind && one.value === value);
	return ({ answer, asked = {} }) => {
		const text = JSON.stringify([answer, asked]).toLowerCase();
		if (texts.some((value) => hasWhole(text, value))) return true;
		const { domain, ...others } = asked;
		const company = domain !== undefined && Object.keys(others).length === 0 ? { domain } : {};
		return [...ownKeysIn(answer.record), ...ownKeysIn({ ...others, ...company })].some(isMeant);
	};
}

const KINDS: Readonly<Record<SuppressionKind, true>> = {
	email: true,
	domain: true,
	linkedin: true,
	phone: true,
};

function isKind(kind: string): kind is SuppressionKind {
	return Object.hasOwn(KINDS, kind);
}

/** What the record itself is told by, without the company of a person. */
function ownKeysIn(record: unknown): Told[] {
	if (typeof record !== 'object' || record === null) return [];
	const values = record as Readonly<Record<string, unknown>>;
	const keys = keysIn(values).filter(({ kind }) => kind !== 'domain');
	const { domain } = values;
	const own = typeof domain === 'string' ? [{ kind: 'domain' as const, value: domain }] : [];
	const valid = [...keys, ...own].filter((key) => problemOfKey(key) === undefined);
	return normalizedKeys(valid);
}

/** `ana@acme.com` is not in `dana@acme.com`, nor `in/dana` in `in/dana-doe`. */
function hasWhole(text: string, value: string): boolean {
	for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
		const [before, after] = [text[at - 1] ?? '', text[at + value.length] ?? ''];
		if (!INSIDE.test(before) && !INSIDE.test(after)) return true;
	}
	return false;
}
