/**
 * Words that a person in a hurry stumbles over, each with what to say instead. It holds what is
 * certain to be wrong in every text of the product; whether the rest reads well takes a reader.
 */
const ODD_WORDS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\banew\b/i, 'again'],
	[/\bmend\b/i, 'correct'],
	[/\bcanonical\b/i, 'standard'],
	[/\bvocabulary\b/i, 'words, or the list itself'],
	[/\bhears?\b/i, 'is told'],
	[/\beras?\b/i, 'version'],
	[/\b(?:nobody|somebody)\b/i, 'no one, someone, or what is missing'],
	[/\b(?:whom|whoever)\b/i, 'who, or the person by name'],
	[/\bshall\b/i, 'should, will or must'],
	[/\bblanks\b/i, 'spaces'],
	[/\bwithdrawn\b/i, 'revoked'],
	[/\bat the most\b/i, 'up to'],
	[/\ball the same\b/i, 'anyway'],
	[/\b(?:is|are) none\b/i, 'is not valid, or is missing'],
	[/(?<!\b(?:there|it) )\b(?:is|are) no (?!longer\b)/i, 'is not a'],
	[/\bit is no (?!longer\b)/i, 'it is not a'],
	[/\bis to be had\b/i, 'is available'],
	[/\bunder way\b/i, 'running'],
	[/\bin life\b/i, 'the fact itself'],
	[/\bmails (?:sent|of|to)\b/i, 'emails'],
	[/\bpress Connect\b/i, 'click Connect'],
	[/\bswitched (?:on|off)\b/i, 'turned on or off'],
	[/\b(?:recognise|behaviour|colour|cancelled before|organisation)/i, 'American English'],
	[/\bnot asked\b/i, 'no request was sent'],
	[/\b[Ll]ook whether\b/i, 'check whether'],
];

/** What of a text is to be said in another way: the words, and what to say instead. */
export function oddWordsIn(text: string): string[] {
	return ODD_WORDS.flatMap(([pattern, instead]) => {
		const found = pattern.exec(text)?.[0];
		return found === undefined ? [] : [`"${found.trim()}": say ${instead}`];
	});
}
