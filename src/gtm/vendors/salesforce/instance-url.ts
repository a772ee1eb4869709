import { recordOf, textOf } from '../../model/json';
import { baseUrlOf, isLoopback } from '../base-url';

const WHERE_TO_FIND = 'copy it from Setup > My Domain, such as https://acme.my.salesforce.com';

/**
 * Where the org is. What the user entered wins, for n8n may lose the `instance_url` of the login when
 * it refreshes a token (n8n issue 34916); then what the login said; then the org's own login page.
 *
 * @throws RangeError naming the field that is missing or of no use
 */
export function instanceUrlOf(credential: Readonly<Record<string, unknown>>): string {
	const { baseUrl, instanceUrl, oauthTokenData, environment, loginUrl } = credential;
	const override = baseUrlOf(baseUrl, '');
	if (override !== '') return override;
	const entered = textOf(instanceUrl)?.trim();
	if (entered) return orgUrl('Instance URL', entered);
	const answered = textOf(recordOf(oauthTokenData).instance_url);
	if (answered !== undefined) return orgUrl('Instance URL', answered);
	const own = environment === 'custom' ? textOf(loginUrl)?.trim() : undefined;
	if (own) return orgUrl('My Domain URL', own);
	throw new RangeError(`Instance URL in the credential is empty: ${WHERE_TO_FIND}.`);
}

/** @throws RangeError naming the field */
function orgUrl(field: string, entered: string): string {
	const url = URL.parse(entered);
	if (url !== null && isLoopback(url)) return baseUrlOf(entered, '');
	if (url?.protocol !== 'https:') {
		throw new RangeError(`${field} in the credential must be an HTTPS URL: ${WHERE_TO_FIND}.`);
	}
	if (url.hostname.endsWith('.lightning.force.com')) {
		throw new RangeError(
			`${field} in the credential is the URL of the Lightning app, not of the API: ${WHERE_TO_FIND}.`,
		);
	}
	return url.origin;
}
