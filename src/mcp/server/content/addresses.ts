import { ContentError } from './content-error';

/**
 * A page that a user can be sent to.
 *
 * @throws ContentError unless it is an absolute http or https URL without a user name or password
 */
export function toWebUrl(text: string): string {
	const advice = 'Enter a complete URL that starts with https:// or http://.';
	const value = text.trim();
	if (value === '') throw new ContentError('url', 'is empty', advice);
	if (!URL.canParse(value)) throw new ContentError('url', 'is not a URL', advice);
	const { protocol, username, password } = new URL(value);
	if (protocol !== 'https:' && protocol !== 'http:') {
		throw new ContentError('url', `begins with "${protocol}"`, advice);
	}
	if (username !== '' || password !== '') {
		throw new ContentError(
			'url',
			'has a user name or password in it',
			'Anyone who sees the URL could use them. Remove them.',
		);
	}
	return value;
}

/**
 * The URI of a resource: of any scheme.
 *
 * @throws ContentError if it is empty or has no scheme
 */
export function toResourceUri(text: string): string {
	const value = text.trim();
	const advice = 'Enter a URI with a scheme, such as crm://accounts/42 or https://example.com/a.';
	if (value === '') throw new ContentError('uri', 'is empty', advice);
	if (!URL.canParse(value)) throw new ContentError('uri', 'is not a URI', advice);
	return value;
}
