/** Addresses in a text, also those without a scheme, and those of Markdown and HTML. */
const LINK = /(?:https?:\/\/|www\.)[^\s<>"')\]]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}\/[^\s<>"')\]]*/gi;

/** @returns as they stand in the text, without the point at the end of a sentence */
export function linksIn(text: string): string[] {
	return (text.match(LINK) ?? []).map((link) => link.replace(/[.,;:!?]+$/, ''));
}

/** The host of a link in lower case, without `www.`; undefined if it has none. */
export function hostOfLink(link: string): string | undefined {
	const url = URL.parse(link.includes('://') ? link : `https://${link}`);
	return url?.hostname.toLowerCase().replace(/^www\./, '');
}

/** Letters that nobody sees, in which instructions are hidden. */
export const HIDDEN_LETTERS = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u{e0000}-\u{e007f}]/u;
