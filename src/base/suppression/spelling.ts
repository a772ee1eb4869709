import { toMailDomain } from '../identity/domain';
import { toEmail } from '../identity/email';
import { toLinkedInPage } from '../identity/linkedin';
import { toPhone } from '../identity/phone';

/** By what somebody is listed whom any system may know: an address, a company's domain, a page of LinkedIn, a phone number. */
export const SUPPRESSION_KINDS = ['email', 'domain', 'linkedin', 'phone'] as const;

export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];

/** Where an entry holds that says nothing of it. */
export const EVERYWHERE = 'everywhere';

const SPELLINGS: Readonly<Record<SuppressionKind, (value: string) => string | undefined>> = {
	email: toEmail,
	// Any host may be listed, also one that gives addresses to everyone.
	domain: toMailDomain,
	linkedin: (value) => {
		const page = toLinkedInPage(value);
		return page && `${page.kind === 'person' ? 'in' : 'company'}/${page.slug}`;
	},
	phone: (value) => toPhone(value),
};

/** The one spelling in which a value is found; undefined if it is none of its kind. */
export function spelledAsListed(kind: SuppressionKind, value: string): string | undefined {
	return SPELLINGS[kind](value);
}
