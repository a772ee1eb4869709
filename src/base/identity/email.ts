/** As SMTP allows it in practice: no quotes, no comments, no spaces. */
const LOCAL_PART = /^[^\s@<>()[\]\\,;:"]{1,64}$/u;

/** At least two labels; the last one is no number. Letters of any script. */
const DOMAIN =
	/^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z\d-]+|[\p{L}\p{M}]{2,63})$/u;

/** RFC 5321, 4.5.3.1.3. */
const LONGEST = 254;

/**
 * The address in lower case, without spaces around it; undefined if it is none. Tags and dots stay:
 * `a+b@acme.com` is another address than `a@acme.com`.
 */
export function toEmail(source: string): string | undefined {
	const address = source.trim().normalize('NFKC').toLowerCase();
	const at = address.lastIndexOf('@');
	const fits = LOCAL_PART.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1));
	return at > 0 && fits && address.length <= LONGEST ? address : undefined;
}

/** `acme.com` of `dana@acme.com`. */
export function domainOfEmail(address: string): string {
	return address.slice(address.lastIndexOf('@') + 1);
}
