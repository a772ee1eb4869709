import { toMailDomain } from '../../base/identity/domain';
import { domainOfEmail, toEmail } from '../../base/identity/email';
import { addressTraits } from '../../base/identity/free-mail';

/** What an address tells of its owner's company. */
export const ADDRESS_KINDS = [
	'work',
	'free',
	'disposable',
	'role',
	'own',
	'test',
	'invalid',
] as const;

export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** Names that people type to try a form, and domains that are nobody's. */
const TEST_ACCOUNT = /^(?:test|testing|tester|asdf|qwerty|foo|bar)\d*(?:[+._-].*)?$/;
const TEST_DOMAIN = /(?:^|\.)(?:test|invalid|localhost)$/;

/** @param ownDomains of the own company: its staff are no leads */
export function addressKind(source: string, ownDomains: readonly string[] = []): AddressKind {
	const address = toEmail(source);
	if (address === undefined) return 'invalid';
	const host = domainOfEmail(address);
	const own = ownDomains.map((domain) => toMailDomain(domain) ?? domain.toLowerCase());
	if (own.includes(toMailDomain(host) ?? host)) return 'own';
	if (TEST_ACCOUNT.test(address.split('@')[0] ?? '') || TEST_DOMAIN.test(host)) return 'test';
	const { disposable, freeMail, role } = addressTraits(address);
	if (disposable) return 'disposable';
	if (role) return 'role';
	return freeMail ? 'free' : 'work';
}
