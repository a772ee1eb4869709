/** A member or company of LinkedIn, by what is public and stable: the slug of its page. */
export interface LinkedInPage {
	kind: 'person' | 'company';
	/** In lower case, decoded. */
	slug: string;
}

const KINDS: Readonly<Record<string, LinkedInPage['kind']>> = { in: 'person', company: 'company' };
const PATHS: Readonly<Record<LinkedInPage['kind'], string>> = { person: 'in', company: 'company' };

/** Letters of any script, digits, hyphens; some old ones have underscores and apostrophes. */
const SLUG = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_'’.-]{1,99}$/u;

/** Ids of LinkedIn's own applications, seen by one member only: another one sees another id. */
const MEMBER_URN = /^A[CE][A-Za-z0-9_-]{2}A[A-Za-z0-9_-]{20,}$/;

/**
 * The page that a URL names, with or without scheme, in any country's subdomain; or `in/<slug>`,
 * `company/<slug>`. Undefined for anything else: posts, schools, Sales Navigator, and member URNs
 * (`ACoAA…`), which are no identity outside of the account that saw them.
 */
export function toLinkedInPage(source: string): LinkedInPage | undefined {
	const [kind, slug] = placeOf(source.trim());
	const known = KINDS[kind?.toLowerCase() ?? ''];
	const name = slug === undefined ? undefined : decoded(slug);
	if (known === undefined || name === undefined) return undefined;
	if (MEMBER_URN.test(name) || !SLUG.test(name)) return undefined;
	return { kind: known, slug: name.toLowerCase() };
}

/** `https://www.linkedin.com/in/<slug>` or `…/company/<slug>`; undefined if it names no page. */
export function toLinkedInUrl(source: string): string | undefined {
	const page = toLinkedInPage(source);
	if (!page) return undefined;
	return `https://www.linkedin.com/${PATHS[page.kind]}/${encodeURIComponent(page.slug)}`;
}

/**
 * Whether a text can name a person at LinkedIn at all: a person's page, or another place there that some
 * vendors know to read, such as one of Sales Navigator. A company's page is none.
 */
export function mayBeLinkedInProfile(source: string): boolean {
	const [kind = '', name] = placeOf(source.trim());
	return name !== undefined && KINDS[kind.toLowerCase()] !== 'company';
}

function placeOf(source: string): string[] {
	if (/^(?:in|company)\//i.test(source)) return partsOf(source);
	const url = URL.parse(source.includes('://') ? source : `https://${source}`);
	const isLinkedIn = url !== null && /(?:^|\.)linkedin\.com$/.test(url.hostname);
	return isLinkedIn ? partsOf(url.pathname) : [];
}

function partsOf(path: string): string[] {
	return (path.split(/[?#]/)[0] ?? '').split('/').filter((part) => part !== '');
}

function decoded(part: string): string | undefined {
	try {
		return decodeURIComponent(part).normalize('NFC');
	} catch {
		return undefined; // A percent sign that encodes nothing.
	}
}
