import { text } from './codecs';
import type { Codec } from './mapping';
import type { Vocabulary } from './vocabulary';

/**
 * Words of a vendor's, read as the canonical ones; a word that is not known stays as it is. What is
 * there already and means the same is not written over: two words of a vendor may be one of ours.
 */
export function wordsOf({ toWord }: Vocabulary): Codec {
	return {
		read(value) {
			const coerced = text.read(value);
			if ('misfit' in coerced || typeof coerced.value !== 'string') return coerced;
			return { value: toWord(coerced.value) ?? coerced.value };
		},
		write: text.write,
		onto(held, wanted) {
			if (typeof held !== 'string' || typeof wanted !== 'string') return wanted;
			const word = toWord(wanted);
			return word !== undefined && toWord(held) === word ? held : wanted;
		},
	};
}
