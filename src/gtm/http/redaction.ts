import { type Redact, redactorOf } from '../../base/known-secrets';
import { redactText } from '../../base/redaction';

const LONGEST_MESSAGE = 500;

/** Patterns must not run over megabytes. */
const LONGEST_INPUT = 5_000;

const EMAIL =
	/[^\s@<>()[\]\\,;:"'=&?/][^\s@<>()[\]\\,;:"=&?/]{0,63}(?:@|%40)[^\s@<>()[\]\\,;:"'=&?/]{1,200}\.[\p{L}\d-]{2,}/giu;

/** With a plus or with separators; a bare row of digits is an id more often than a number. */
const PHONE =
	/(?<![\w+-])(?:\+\d[\d\s().-]{6,20}\d|(?!\d{4}-\d{2}-\d{2})\(?\d{2,4}\)?(?:[\s.-]\(?\d{2,5}\)?){2,4})(?![\w-])/g;

const QUERY = /(https?:\/\/[^\s?#"'<>]{1,500})\?[^\s"'<>]{1,4000}/gi;

/**
 * For everything that goes into an error: the client's own secrets in the ways they are written, what
 * looks like a secret, email addresses, phone numbers, query strings; then one line of at most 500
 * characters. A guess for what is personal: names and streets stay.
 *
 * @param secrets values of the credential
 */
export function createRedact(secrets: readonly string[]): Redact {
	const redactKnown = redactorOf(secrets);
	return (text) => {
		const known = redactKnown(text.slice(0, LONGEST_INPUT));
		const clean = redactText(known.replace(QUERY, '$1?[query]'))
			.replace(EMAIL, '[email]')
			.replace(PHONE, '[phone]')
			.replace(/\s+/g, ' ')
			.trim();
		return clean.length > LONGEST_MESSAGE ? `${clean.slice(0, LONGEST_MESSAGE)}…` : clean;
	};
}
