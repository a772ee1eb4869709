const withoutSlash = (expression: string) => `${expression}.trim().replace(/\\/+$/, "")`;

/** What the Base URL of a credential is, as part of an expression of n8n; empty if there is none. */
const BASE_URL = withoutSlash('($self["baseUrl"] || "")');

/**
 * The expression for a hidden URL of an OAuth2 credential: at the vendor, or below the Base URL if the
 * credential has one, so that a proxy or a test gets the sign-in too.
 *
 * @param host the vendor's, without a slash at the end
 */
export function signInUrl(host: string, path: string): string {
	return signInUrlAt(JSON.stringify(host), path);
}

/** The same, where the vendor's host is an expression itself. */
export function signInUrlAt(host: string, path: string): string {
	return `={{ (${BASE_URL} || ${host}) + "${path}" }}`;
}
