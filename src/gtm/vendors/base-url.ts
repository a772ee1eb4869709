const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

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
	const isSafe =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
	if (!url || !isSafe || url.search !== '' || url.hash !== '') {
		throw new RangeError('Base URL in the credential must be an HTTPS URL without a query.');
	}
	return url.href.replace(/\/+$/, '');
}
/**
 * The vendor's own URL, or the credential's field `baseUrl`, which stands for tests and proxies.
 * Without a slash at the end. HTTPS, unless it is this machine.
 *
 * @throws RangeError if the field is no such URL
 */
export function baseUrlOf(
	credential: Readonly<Record<string, unknown>>,
	vendorUrl: string,
): string {
	const { baseUrl } = credential;
	if (typeof baseUrl !== 'string' || baseUrl.trim() === '') return vendorUrl;
	const url = URL.parse(baseUrl.trim());
	if (url === null || !isSafe(url) || url.search !== '' || url.hash !== '') {
		throw new RangeError(
			'Base URL in the credential must be an https:// URL without a query (http:// for localhost only). Leave it empty to use the vendor itself.',
		);
	}
	return url.href.replace(/\/+$/, '');
}

function isSafe({ protocol, hostname, username, password }: URL): boolean {
	if (username !== '' || password !== '') return false;
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
