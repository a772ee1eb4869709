import { domainOfEmail } from './email';
import { toDomain } from './domain';

/** What an address says about its owner's company: nothing, if any of these holds. */
export interface AddressTraits {
	/** Of a provider for everyone: the domain is no company's. */
	freeMail: boolean;
	/** Made to be thrown away. */
	disposable: boolean;
	/** A function instead of a person: `info@`. */
	role: boolean;
}

/** The large providers by users, and the usual ones of the larger countries. */
const FREE_MAIL = new Set(
	`gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es hotmail.com hotmail.de
	hotmail.fr hotmail.es hotmail.it hotmail.co.uk live.com live.de live.fr live.nl live.co.uk msn.com
	yahoo.com yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.com.br
	yahoo.ca yahoo.in ymail.com rocketmail.com icloud.com me.com mac.com aol.com aim.com proton.me
	protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com fastmail.com
	fastmail.fm hey.com hushmail.com zohomail.com zohomail.eu mail.com email.com inbox.com gmx.com
	gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de posteo.de mailbox.org
	bluewin.ch orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it virgilio.it tin.it
	alice.it tiscali.it btinternet.com sky.com ntlworld.com virginmedia.com blueyonder.co.uk ziggo.nl
	kpnmail.nl planet.nl telenet.be skynet.be seznam.cz email.cz centrum.cz wp.pl o2.pl interia.pl
	onet.pl op.pl abv.bg ukr.net mail.ru bk.ru list.ru inbox.ru yandex.ru yandex.com ya.ru rambler.ru
	comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
	shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au xtra.co.nz uol.com.br bol.com.br
	terra.com.br ig.com.br rediffmail.com qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn
	sohu.com aliyun.com naver.com daum.net hanmail.net nate.com docomo.ne.jp ezweb.ne.jp`.split(/\s+/),
);

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
 * What a list can tell of an address. The lists are short: `false` means "not on the list", not "a
 * company's". Whoever needs certainty asks a verifier.
 *
 * @param address as `toEmail` gives it
 */
export function addressTraits(address: string): AddressTraits {
	const host = domainOfEmail(address);
	const [account = ''] = address.slice(0, address.lastIndexOf('@')).split('+', 1);
	return { ...domainTraits(host), role: ROLES.has(account) };
}

/** @param domain as `toDomain` gives it, or a host below it */
export function domainTraits(domain: string): Omit<AddressTraits, 'role'> {
	const registrable = toDomain(domain) ?? domain;
	return { freeMail: FREE_MAIL.has(registrable), disposable: DISPOSABLE.has(registrable) };
}
