import type { Codec } from '../model/mapping';

/**
 * Reads a vendor's many words as the few of the model: two of theirs may be one of ours, which
 * `oneOf` cannot say. A word that is not listed does not fit. Nothing is written through it.
 */
export function readsAs(words: Readonly<Record<string, string>>): Codec {
	return {
		read(value) {
			const key = String(value);
			return Object.hasOwn(words, key)
				? { value: words[key] }
				: { misfit: 'its value is not known to this node' };
		},
		write: () => ({ misfit: 'the vendor sets it itself' }),
	};
}
