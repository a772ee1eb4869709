import { recordOf, textOf } from '../../model/json';
import { baseUrlOf, isLoopback } from '../base-url';

const COMMON_HOST = 'https://api.pipedrive.com';

/**
 * Where the company is: with OAuth2 that is told by the sign-in, and Pipedrive asks to use it.
 *
 * @throws RangeError naming the field that is no HTTPS URL
 * @see https://developers.pipedrive.com/changelog/post/new-parameter-in-oauth-oauthtoken-responses
 */
export function apiHostOf(credential: Readonly<Record<string, unknown>>): string {
	const { baseUrl, oauthTokenData } = credential;
	return baseUrlOf(baseUrl, companyUrl(recordOf(oauthTokenData).api_domain) ?? COMMON_HOST);
}

/** Nobody entered it, so one that is of no use is not worth an error. */
function companyUrl(answered: unknown): string | undefined {
	const url = URL.parse(textOf(answered) ?? '');
	if (url === null) return undefined;
	if (isLoopback(url)) return baseUrlOf(url.href, '');
	return url.protocol === 'https:' ? url.origin : undefined;
}
