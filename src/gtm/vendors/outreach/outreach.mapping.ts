import { number, text, time } from '../../model/codecs';
import type { Codec, MappingTable } from '../../model/mapping';
import { readsAs } from '../../sequencer/words';

/** Outreach keeps a list; we write one. */
const onlyOne: Codec = {
	read: (value) => ({ value: Array.isArray(value) ? (value as unknown[])[0] : value }),
	write: (value) => ({ value: [value] }),
};

/** Seconds at Outreach, hours in the model. */
const secondsAsHours: Codec = {
	read(value) {
		const seconds = number.read(value);
		return 'misfit' in seconds ? seconds : { value: Number(seconds.value) / 3600 };
	},
	write(value) {
		const hours = number.write(value);
		return 'misfit' in hours ? hours : { value: Math.round(Number(hours.value) * 3600) };
	},
};

/** @see https://developers.outreach.io/api/reference/tag/Prospect/ */
export const prospectMapping: MappingTable = [
	{ field: 'email', vendor: 'emails', as: onlyOne },
	{ field: 'firstName', vendor: 'firstName', as: text },
	{ field: 'lastName', vendor: 'lastName', as: text },
	{ field: 'title', vendor: 'title', as: text },
	{ field: 'phone', vendor: 'workPhones', as: onlyOne },
	{ field: 'mobilePhone', vendor: 'mobilePhones', as: onlyOne },
	{ field: 'linkedinUrl', vendor: 'linkedInUrl', as: text },
	{ field: 'country', vendor: 'addressCountry', as: text },
	{ field: 'city', vendor: 'addressCity', as: text },
	{ field: 'accountName', vendor: 'company', as: text },
	{ field: 'accountDomain', vendor: 'websiteUrl1', as: text },
];

/** @see https://developers.outreach.io/api/reference/tag/Sequence/ */
export const sequenceMapping: MappingTable = [
	{ field: 'name', vendor: 'name', as: text },
	{
		field: 'status',
		vendor: 'enabled',
		as: readsAs({ true: 'active', false: 'paused' }),
		access: 'read',
	},
	{ field: 'createdAt', vendor: 'createdAt', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'updatedAt', as: time, access: 'read' },
];

/** @see https://developers.outreach.io/api/reference/tag/Sequence-Step/ */
export const stepMapping: MappingTable = [
	{
		field: 'channel',
		vendor: 'stepType',
		as: readsAs({
			auto_email: 'email',
			manual_email: 'email',
			call: 'call',
			task: 'task',
			sms: 'sms',
			linkedin_send_connection_request: 'linkedin',
			linkedin_send_message: 'linkedin',
			linkedin_view_profile: 'linkedin',
			linkedin_interact_with_post: 'linkedin',
			linkedin_other: 'linkedin',
		}),
		access: 'read',
	},
	{ field: 'delayHours', vendor: 'interval', as: secondsAsHours },
];

/** @see https://developers.outreach.io/api/reference/tag/Template/ */
export const templateMapping: MappingTable = [
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'subject', vendor: 'subject', as: text },
	{ field: 'body', vendor: 'bodyHtml', as: text },
	{ field: 'updatedAt', vendor: 'updatedAt', as: time, access: 'read' },
];

/**
 * The words of `state` are not in the specification; these are those of Outreach's data dictionary and
 * of users' reports.
 *
 * @see https://developers.outreach.io/data-sharing/data-dictionary-v1/sequence-states/
 */
export const stateMapping: MappingTable = [
	{
		field: 'status',
		vendor: 'state',
		as: readsAs({
			active: 'active',
			pending: 'active',
			paused: 'paused',
			finished: 'finished',
			replied: 'replied',
			bounced: 'bounced',
			opted_out: 'opted_out',
			failed: 'failed',
			disabled: 'failed',
		}),
		access: 'read',
	},
	{ field: 'enrolledAt', vendor: 'createdAt', as: time, access: 'read' },
	{ field: 'lastEventAt', vendor: 'stateChangedAt', as: time, access: 'read' },
];
