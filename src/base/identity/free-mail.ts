import { freeEmailDomains } from '../../third-party/free-email-domains';
import { domainOfEmail } from './email';
import { registrableDomain } from './registrable-domain';

/** What an address says about its owner's company: nothing, if any of these holds. */
export interface AddressTraits {
	/** Of a provider for everyone: the domain is no company's. */
	freeMail: boolean;
	/** Made to be thrown away. */
	disposable: boolean;
	/** A function instead of a person: `info@`. */
	role: boolean;
}

/** Providers that the maintained list lacks. */
const MORE_FREE_MAIL = 'tuta.com hey.com mailbox.org tin.it hushmail.me fastmail.de'.split(' ');

/** Built when first asked for: some 14,000 hosts. */
let freeMail: ReadonlySet<string> | undefined;

/** The best known services; there are thousands, and new ones every day. */
const DISPOSABLE = new Set(
	`mailinator.com guerrillamail.com guerrillamail.net guerrillamail.org guerrillamailblock.com
	sharklasers.com grr.la 10minutemail.com 10minutemail.net temp-mail.org temp-mail.io tempmail.com
	tempmail.dev tempmailo.com tempr.email yopmail.com yopmail.fr yopmail.net trashmail.com
	trashmail.de wegwerfmail.de getnada.com nada.email dispostable.com maildrop.cc throwawaymail.com
	fakeinbox.com mintemail.com mohmal.com emailondeck.com moakt.com discard.email spamgourmet.com
	mailnesia.com mailcatch.com burnermail.io 33mail.com mytemp.email inboxkitten.com 1secmail.com
	1secmail.net spam4.me jetable.org mailsac.com emailfake.com minutemail.com`.split(/\s+/),
);

/** RFC 2142 and what companies add to it, in English and German. */
const ROLES = new Set(
	`info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www
	uucp ftp admin administrator billing contact hello hi help helpdesk hr jobs careers recruiting
	press media office team mail email enquiries inquiries service services customerservice
	customersupport accounts accounting finance invoices invoice orders order legal privacy dpo gdpr
	compliance noreply no-reply donotreply do-not-reply newsletter feedback root sysadmin it
	webteam partners partnerships buchhaltung rechnung bewerbung kontakt vertrieb datenschutz`.split(
		/\s+/,
	),
);

/**
 * What a list can tell of an address. No list is complete: `false` means "not on the list", not "a
 * company's". Whoever needs certainty asks a verifier.
 *
 * @param address as `toEmail` gives it
 */
export function addressTraits(address: string): AddressTraits {
	const host = domainOfEmail(address);
	const [account = ''] = address.slice(0, address.lastIndexOf('@')).split('+', 1);
	return { ...domainTraits(host), role: ROLES.has(account) };
}

/** @param domain a registrable domain, or a host below it */
export function domainTraits(domain: string): Omit<AddressTraits, 'role'> {
	freeMail ??= new Set([...freeEmailDomains, ...MORE_FREE_MAIL]);
	const registrable = registrableDomain(domain) ?? domain;
	const disposable = DISPOSABLE.has(registrable);
	// The list counts throw-away services among the free ones.
	return { freeMail: freeMail.has(registrable) && !disposable, disposable };
}
