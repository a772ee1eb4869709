import type { Contact } from '../model/contact';
import { toCountryCode } from '../../base/identity/country';
import { toDomain } from '../../base/identity/domain';
import { toEmail } from '../../base/identity/email';
import { readJobTitle } from '../model/job-title';
import { toLinkedInUrl } from '../../base/identity/linkedin';
import type { Values } from '../model/mapping';
import { toPhone } from '../../base/identity/phone';

export interface Standardized {
	/** The record in one spelling. What could not be read stays as it was. */
	record: Record<string, unknown>;
	/** A sentence for each field that could not be read. */
	notes: string[];
}

/** Fields of a record, and how each is read. */
const READERS: Readonly<
	Record<string, { read: (text: string, record: Values) => string | undefined; is: string }>
> = {
	email: { read: toEmail, is: 'an email address' },
	domain: { read: toDomain, is: 'a domain' },
	accountDomain: { read: toDomain, is: 'a domain' },
	linkedinUrl: { read: toLinkedInUrl, is: 'a LinkedIn page' },
	country: { read: toCountryCode, is: 'a country' },
	// A national number is read in the country of the record.
	phone: { read: phoneIn, is: 'a number with its country' },
	mobilePhone: { read: phoneIn, is: 'a number with its country' },
};

/**
 * One spelling for what people write in many: addresses, domains, countries, phone numbers, LinkedIn
 * pages; and seniority and department, told from the job title where they are missing.
 */
export function standardize(record: Readonly<Record<string, unknown>>): Standardized {
	const result: Record<string, unknown> = { ...record };
	const notes: string[] = [];
	for (const [field, { read, is }] of Object.entries(READERS)) {
		const value = record[field];
		if (typeof value !== 'string' || value.trim() === '') continue;
		const standard = read(value, result);
		if (standard === undefined) notes.push(`${field} is not ${is}. It was left unchanged`);
		else result[field] = standard;
	}
	return { record: { ...result, ...titleParts(result) }, notes };
}

function phoneIn(text: string, { country }: Values): string | undefined {
	return toPhone(text, typeof country === 'string' ? country : undefined);
}

function titleParts({
	title,
	seniority,
	department,
}: Pick<Contact, 'title'> & Record<string, unknown>) {
	if (typeof title !== 'string' || title.trim() === '') return {};
	const read = readJobTitle(title);
	return {
		...(seniority === undefined && read.seniority !== undefined && { seniority: read.seniority }),
		...(department === undefined &&
			read.department !== undefined && { department: read.department }),
	};
}
