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
