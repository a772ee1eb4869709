const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

/** Regions in CLDR that are no countries: unions, and codes for private use. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** Names that vendors and people write, besides CLDR's. Plain, see `plain`. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	usa: 'US',
	'united states of america': 'US',
	uk: 'GB',
	gbr: 'GB',
	'great britain': 'GB',
	england: 'GB',
	scotland: 'GB',
	wales: 'GB',
	'northern ireland': 'GB',
	deutschland: 'DE',
	holland: 'NL',
	'czech republic': 'CZ',
	turkey: 'TR',
	'russian federation': 'RU',
	'republic of korea': 'KR',
	'korea republic of': 'KR',
	korea: 'KR',
	'viet nam': 'VN',
	'hong kong': 'HK',
	macau: 'MO',
	macao: 'MO',
	uae: 'AE',
	'ivory coast': 'CI',
	burma: 'MM',
	myanmar: 'MM',
	macedonia: 'MK',
	swaziland: 'SZ',
	'cape verde': 'CV',
	palestine: 'PS',
	'republic of ireland': 'IE',
	brasil: 'BR',
	espana: 'ES',
	'moldova republic of': 'MD',
	'tanzania united republic of': 'TZ',
	'iran islamic republic of': 'IR',
	'taiwan province of china': 'TW',
	'bolivia plurinational state of': 'BO',
	'venezuela bolivarian republic of': 'VE',
};

/** Built when first asked for: 676 lookups. */
let codes: ReadonlyMap<string, string> | undefined;

/**
 * ISO 3166-1 alpha-2 of a code or an English name; undefined if it is neither. Names are those of
 * CLDR and a list of common others. Codes of three letters are not known, but for USA and GBR.
 */
export function toCountryCode(source: string): string | undefined {
	codes ??= codesByName();
	const name = plain(source);
	return codes.get(name) ?? codes.get(name.replace(/^the /, ''));
}

/** The English name of a code; undefined if it is none. */
export function countryName(code: string): string | undefined {
	const known = toCountryCode(code);
	return known === undefined ? undefined : namesInEnglish().of(known);
}

function codesByName(): ReadonlyMap<string, string> {
	const names = namesInEnglish();
	const known = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).filter(
		(code) => names.of(code) !== undefined && !NO_COUNTRIES.has(code) && isCurrent(code),
	);
	return new Map([
		...Object.entries(OTHER_NAMES),
		...known.map((code): [string, string] => [plain(names.of(code) ?? code), code]),
		...known.map((code): [string, string] => [code.toLowerCase(), code]),
	]);
}

function namesInEnglish(): Intl.DisplayNames {
	return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
}

/** False for codes of countries that are no more, such as SU and DD. */
function isCurrent(code: string): boolean {
	return new Intl.Locale('und', { region: code }).maximize().region === code;
}

/** In lower case, without accents, punctuation and `&`. */
function plain(name: string): string {
	return name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('&', ' and ')
		.replace(/\./g, '')
		.replace(/[^\p{L}\d]+/gu, ' ')
		.trim();
}
