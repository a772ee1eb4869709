/** Local part and domain as SMTP allows them in practice: no quotes, no comments, no spaces. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]{2,}$/u;

/** RFC 5321, 4.5.3.1.3. */
const LONGEST = 254;

/**
 * The address in lower case, without spaces around it; undefined if it is none. Tags and dots stay:
 * `a+b@acme.com` is another address than `a@acme.com`.
 */
export function toEmail(source: string): string | undefined {
	const address = source.trim().normalize('NFKC').toLowerCase();
	return address.length <= LONGEST && ADDRESS.test(address) ? address : undefined;
}

/** `acme.com` of `dana@acme.com`. */
export function domainOfEmail(address: string): string {
	return address.slice(address.lastIndexOf('@') + 1);
}
