import { alignWords } from './align-words';
import { editDistance, slipsBetween } from './edit-distance';
import { mayBeNickname } from './nicknames';
import { type PersonWords, personWords } from './person-words';

/** From here on a likeness of people's names, with something else in common, is worth a look. */
export const PERSON_SUGGESTION = 0.75;

/**
 * How alike two names of people are, 0 to 1. Two words of them must be each other's, one of which in
 * full; words that only one name has are middle names if the other name has no word left over. Order,
 * accents, titles, initials, nicknames and slips of the pen are no difference. Father and son are two.
 */
export function personLikeness(one: string, other: string): number {
	const [first, second] = [personWords(one), personWords(other)];
	if (first.words.length === 0 || second.words.length === 0) return 0;
	if (generationsDiffer(first, second)) return 0;
	if (joined(first) === joined(second)) return 1;
	if (alignWords(first.words, second.words, slipsBetween).pairs === 0) return 0;
	const { slips, pairs, left, right } = alignWords(first.words, second.words, slipsOrShort);
	const unpaired = left.length + right.length;
	if (pairs < 2 || (left.length > 0 && right.length > 0)) return 0;
	const letters = Math.max(joined(first).length, joined(second).length);
	return 1 - (slips + unpaired) / letters;
}

/**
 * Whether two names cannot be one person's even if both have the same mail address: a family's, or a
 * mailbox handed on. Tolerant: only given names that have too little in common tell two people, for
 * family names change, fields are swapped, and lists have slips in every second name.
 */
export function peopleDiffer(one: string, other: string): boolean {
	const [first, second] = [personWords(one), personWords(other)];
	if (generationsDiffer(first, second)) return true;
	const [shorter, longer] = [first.words, second.words].toSorted((a, b) => a.length - b.length);
	if (!shorter || !longer || shorter.length === 0) return false;
	// One word is the given name or the family's: nobody knows.
	if (shorter.length === 1) return false;
	const given = shorter[0] ?? '';
	const itsGiven = longer[0] ?? '';
	if (mayBeMeant(given, itsGiven)) return false;
	return !isSwapped(shorter, longer) && !isSwapped(longer, shorter);
}

/** `Holly Thomson` and `Thomson Holly`: the given name stands among the other's family names. */
function isSwapped(one: readonly string[], other: readonly string[]): boolean {
	const [given = '', ...family] = one;
	const [second = '', ...others] = other;
	if (others.includes(given)) return family.some((word) => shareOfLetters(word, second) >= 0.6);
	return (
		others.some((word) => mayBeMeant(given, word)) &&
		family.some((word) => mayBeMeant(word, second))
	);
}

function generationsDiffer(one: PersonWords, other: PersonWords): boolean {
	return (
		one.generation !== undefined &&
		other.generation !== undefined &&
		one.generation !== other.generation
	);
}

function joined({ words }: PersonWords): string {
	return words.join('');
}

/** An initial or a nickname tells less than the name: it counts as a slip. */
function slipsOrShort(one: string, other: string): number | undefined {
	return slipsBetween(one, other) ?? (mayBeShort(one, other) ? 1 : undefined);
}

function mayBeShort(one: string, other: string): boolean {
	return isInitial(one, other) || isInitial(other, one) || mayBeNickname(one, other);
}

function isInitial(short: string, long: string): boolean {
	return short.length === 1 && long.startsWith(short);
}

/** Whether a word may be another one with many slips. */
function mayBeMeant(one: string, other: string): boolean {
	if (one === other || mayBeShort(one, other)) return true;
	const [short, long] = [one, other].toSorted((a, b) => a.length - b.length) as [string, string];
	if (short.length >= 2 && long.startsWith(short)) return true;
	// Of few letters each one tells: Mary is not Mark. Left out, doubled or swapped ones are slips.
	if (long.length <= 4) {
		return long.length - short.length <= 2 && sharedLetters(one, other) === short.length;
	}
	return shareOfLetters(one, other) >= 0.6 && editDistance(one, other) / long.length <= 0.5;
}

function shareOfLetters(one: string, other: string): number {
	return sharedLetters(one, other) / Math.max(one.length, other.length);
}

/** How many letters two words have in common, wherever they stand. */
function sharedLetters(one: string, other: string): number {
	const left = [...other];
	return [...one].filter((letter) => {
		const at = left.indexOf(letter);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	}).length;
}
