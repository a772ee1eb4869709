/** Letters that decomposition leaves as they are. */
const OTHER_LATIN: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	þ: 'th',
	ı: 'i',
};

/** One Latin spelling of each letter; names are compared with some tolerance, so one will do. */
const CYRILLIC: Readonly<Record<string, string>> = pairs(
	`а a б b в v г g ґ g д d е e є ye ж zh з z и i і i ї yi й i к k л l м m н n о o п p р r с s т t у u
	ў u ф f х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya ј j љ lj њ nj ћ c ђ dj џ dz ѓ gj ќ kj`,
);

const GREEK: Readonly<Record<string, string>> = pairs(
	`α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o`,
);

const LETTERS: ReadonlyMap<string, string> = new Map(
	Object.entries({ ...OTHER_LATIN, ...CYRILLIC, ...GREEK }),
);

/**
 * A name in plain Latin letters of lower case: without accents, Cyrillic and Greek letter by letter.
 * Other scripts stay as they are, and are compared as they are.
 */
export function plainLetters(name: string): string {
	// Й is a letter of its own, and not an И with an accent: taken before the accents are.
	const composed = name.normalize('NFKC').toLowerCase();
	const latin = [...composed].map((letter) => LETTERS.get(letter) ?? letter).join('');
	const stripped = latin.normalize('NFD').replace(/\p{M}/gu, '');
	return [...stripped].map((letter) => LETTERS.get(letter) ?? letter).join('');
}

function pairs(list: string): Record<string, string> {
	const words = list.trim().split(/\s+/);
	const found: Record<string, string> = {};
	for (let at = 0; at + 1 < words.length; at += 2) {
		const spelled = words[at + 1] ?? '';
		found[words[at] ?? ''] = spelled === '_' ? '' : spelled;
	}
	return found;
}
