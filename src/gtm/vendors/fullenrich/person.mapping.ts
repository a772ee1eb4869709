import { domain, email, text } from '../../model/codecs';
import { country, linkedinUrl, otherEmails, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { department, seniority } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { addresses, emailStatus } from './codecs';

/**
 * A profile, of a lookup or within an enrichment.
 *
 * @see https://docs.fullenrich.com/api/v2
 */
export const profileMapping: MappingTable = profileRows('');

/**
 * A record of an enrichment: what was found to reach the person, and the profile if there is one.
 *
 * @see https://docs.fullenrich.com/api/v2
 */
export const enrichmentMapping: MappingTable = [
	{ field: 'email', vendor: 'contact_info.most_probable_work_email.email', as: email },
	{ field: 'emailStatus', vendor: 'contact_info.most_probable_work_email.status', as: emailStatus },
	{
		field: 'otherEmails',
		vendor: 'contact_info.personal_emails',
		as: { ...otherEmails, read: addresses.read },
	},
	{ field: 'mobilePhone', vendor: 'contact_info.most_probable_phone.number', as: phone },
	...profileRows('profile.'),
];

function profileRows(at: '' | 'profile.'): MappingTable {
	return [
		{ field: 'externalIds.fullenrich', vendor: `${at}id`, as: text },
		{ field: 'firstName', vendor: `${at}first_name`, as: text },
		{ field: 'lastName', vendor: `${at}last_name`, as: text },
		{ field: 'fullName', vendor: `${at}full_name`, as: text },
		{ field: 'title', vendor: `${at}employment.current.title`, as: text },
		{ field: 'seniority', vendor: `${at}employment.current.seniority`, as: wordsOf(seniority) },
		{
			field: 'department',
			vendor: `${at}employment.current.job_functions.0.function`,
			as: wordsOf(department),
		},
		{
			field: 'linkedinUrl',
			vendor: `${at}social_profiles.professional_network.url`,
			as: linkedinUrl,
		},
		{ field: 'country', vendor: `${at}location.country_code`, as: country },
		{ field: 'country', vendor: `${at}location.country`, as: country },
		{ field: 'city', vendor: `${at}location.city`, as: text },
		{ field: 'accountName', vendor: `${at}employment.current.company.name`, as: text },
		{ field: 'accountDomain', vendor: `${at}employment.current.company.domain`, as: domain },
	];
}
