import type { Account } from '../model/account';
import type { Contact } from '../model/contact';
import { toDomain } from '../../base/identity/domain';
import { domainOfEmail, toEmail } from '../../base/identity/email';

/** Something that is wrong or doubtful with a record. */
export interface QualityFinding {
	/** Stable: `missing`, `stale`, `conflict`, `implausible`. */
	kind: 'missing' | 'stale' | 'conflict' | 'implausible';
	field: string;
	message: string;
}

export interface QualityReport {
	/** From 0 to 1: the share of the wanted fields that have a value. */
	completeness: number;
	/** From 0 to 1: 1 if it was changed today, 0.5 at the half-life, towards 0. Absent if unknown when. */
	freshness?: number;
	findings: QualityFinding[];
	/** `good`: nothing found. `usable`: nothing missing that is required, nothing implausible. */
	verdict: 'good' | 'usable' | 'poor';
}

export interface QualityRules {
	/** Fields that a record should have. */
	wanted: readonly string[];
	/** Those of them without which it is of no use. */
	required: readonly string[];
	/** After so many days a record's age halves its worth. */
	halfLifeDays: number;
	now: number;
}

const DAY_MS = 86_400_000;
/** Below this a record counts as stale: two half-lives. */
const STALE = 0.25;

export function checkContact(contact: Contact, rules: QualityRules): QualityReport {
	return report(contact, rules, [...plausibleContact(contact), ...conflictsOfContact(contact)]);
}

export function checkAccount(account: Account, rules: QualityRules): QualityReport {
	return report(account, rules, plausibleAccount(account, rules.now));
}

function report(
	record: Contact | Account,
	{ wanted, required, halfLifeDays, now }: QualityRules,
	found: QualityFinding[],
): QualityReport {
	const values: Record<string, unknown> = { ...record };
	const missing = wanted.filter((field) => values[field] === undefined || values[field] === '');
	const freshness = freshnessOf(record.updatedAt, halfLifeDays, now);
	const findings: QualityFinding[] = [
		...missing.map((field) => ({
			kind: 'missing' as const,
			field,
			message: `${field} is missing.`,
		})),
		...(freshness !== undefined && freshness < STALE
			? [
					{
						kind: 'stale' as const,
						field: 'updatedAt',
						message: `It was last changed on ${record.updatedAt?.slice(0, 10)}.`,
					},
				]
			: []),
		...found,
	];
	const unusable = findings.some(
		({ kind, field }) => kind === 'implausible' || (kind === 'missing' && required.includes(field)),
	);
	return {
		completeness: wanted.length === 0 ? 1 : (wanted.length - missing.length) / wanted.length,
		...(freshness !== undefined && { freshness }),
		findings,
		verdict: unusable ? 'poor' : findings.length > 0 ? 'usable' : 'good',
	};
}

function freshnessOf(at: string | undefined, halfLifeDays: number, now: number) {
	const changed = at === undefined ? Number.NaN : Date.parse(at);
	if (Number.isNaN(changed)) return undefined;
	return 0.5 ** (Math.max(0, now - changed) / (halfLifeDays * DAY_MS));
}

function plausibleContact({ email, emailStatus, firstName, lastName }: Contact): QualityFinding[] {
	const findings: QualityFinding[] = [];
	const add = (field: string, message: string) =>
		findings.push({ kind: 'implausible', field, message });
	if (email !== undefined && toEmail(email) === undefined)
		add('email', 'The email is not a valid address.');
	if (emailStatus === 'undeliverable') add('email', 'The email does not accept mail.');
	if (emailStatus === 'disposable') add('email', 'The email is a disposable address.');
	for (const [field, name] of [
		['firstName', firstName],
		['lastName', lastName],
	] as const) {
		if (name !== undefined && /[@\d]|https?:/.test(name))
			add(field, `${field} does not look like a name.`);
	}
	return findings;
}

function conflictsOfContact({ email, accountDomain }: Contact): QualityFinding[] {
	const address = email === undefined ? undefined : toEmail(email);
	if (address === undefined || accountDomain === undefined) return [];
	const own = toDomain(domainOfEmail(address));
	if (own === undefined || own === toDomain(accountDomain)) return [];
	const message = `The email belongs to ${own}, the account to ${accountDomain}.`;
	return [{ kind: 'conflict', field: 'accountDomain', message }];
}

function plausibleAccount(
	{ domain, employees, employeeRange, foundedYear }: Account,
	now: number,
): QualityFinding[] {
	const findings: QualityFinding[] = [];
	if (domain !== undefined && toDomain(domain) !== domain) {
		findings.push({
			kind: 'implausible',
			field: 'domain',
			message: 'The domain is not a registrable domain in lower case.',
		});
	}
	if (
		foundedYear !== undefined &&
		(foundedYear < 1000 || foundedYear > new Date(now).getUTCFullYear())
	) {
		findings.push({
			kind: 'implausible',
			field: 'foundedYear',
			message: 'The founding year is impossible.',
		});
	}
	const [least, most] = bandOf(employeeRange);
	if (
		employees !== undefined &&
		least !== undefined &&
		(employees < least || employees > (most ?? Infinity))
	) {
		findings.push({
			kind: 'conflict',
			field: 'employees',
			message: `${employees} employees do not match the range ${employeeRange}.`,
		});
	}
	return findings;
}

/** `51-200`, `10001+`, `1,001 - 5,000`. */
function bandOf(range: string | undefined): [number?, number?] {
	const numbers = range?.replaceAll(',', '').match(/\d+/g)?.map(Number) ?? [];
	const [least, most] = numbers;
	return least === undefined ? [] : most === undefined ? [least] : [least, most];
}
