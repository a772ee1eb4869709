/** Digits with what people write between them. */
const WRITTEN = /^\+\s?(\d[\d\s().\-/]*)$/;

/**
 * E.164 (`+491701234567`) of a number that is written with its country code; undefined for any other.
 * A national number is not guessed at: its country is not known here. Whether the number exists, or
 * has the right length for its country, is not checked. Nor is an extension kept, so a number with one
 * is left as it is.
 *
 * @see ITU-T E.164: at most 15 digits, the first of which is not 0
 */
export function toE164(source: string): string | undefined {
	// "+49 (0) 170": the zero is for calls from within the country.
	const written = WRITTEN.exec(source.trim())?.[1]?.replace(/\(0\)/, '');
	const digits = written?.replace(/\D/g, '');
	return digits !== undefined && /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}
