import type { Codec, Coerced } from './mapping';
import { text } from './codecs';
import { toCountryCode } from './country';
import { toLinkedInUrl } from './linkedin';
import { toE164 } from './phone';

/** A text in its canonical form where it has one, else as the vendor has it. */
function canonicalText(convert: (source: string) => string | undefined): Codec {
	const code = (value: unknown): Coerced => {
		const coerced = text.read(value);
		if ('misfit' in coerced || typeof coerced.value !== 'string') return coerced;
		return { value: convert(coerced.value) ?? coerced.value };
	};
	return { read: code, write: code };
}

/** ISO 3166-1 alpha-2 of a code or an English name. */
export const country = canonicalText(toCountryCode);

/** E.164 where the number has its country code. */
export const phone = canonicalText(toE164);

/** `https://www.linkedin.com/in/<slug>`, also of a URL without scheme. */
export const linkedinUrl = canonicalText(toLinkedInUrl);
