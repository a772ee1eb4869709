const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Of this machine and in the clear: a sandbox. */
export function isLoopback({ protocol, hostname }: URL): boolean {
	return protocol === 'http:' && LOOPBACK.includes(hostname);
}

/**
 * A base URL that a user entered instead of the vendor's own, without a slash at the end; the vendor's
 * if it is empty. HTTPS, except on this machine: a key must not travel in the clear.
 *
 * @throws RangeError naming the field
 */
export function baseUrlOf(entered: unknown, vendorsOwn: string): string {
	const text = typeof entered === 'string' ? entered.trim() : '';
	if (text === '') return vendorsOwn;
	const url = URL.parse(text);
	const isSafe = url !== null && (url.protocol === 'https:' || isLoopback(url));
	if (!isSafe || url.search !== '' || url.hash !== '') {
		throw new RangeError(
			'Base URL in the credential must be an HTTPS URL without a query. Leave it empty to use the vendor.',
		);
	}
	return url.href.replace(/\/+$/, '');
}
