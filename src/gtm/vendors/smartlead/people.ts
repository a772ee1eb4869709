import type { PeopleByPage } from '../../sequencer/people-in-sequence';
import { peoplePage, withMails } from './leads';

/** The list does not tell who replied: whoever has ended costs a request more. */
export const people: PeopleByPage = {
	by: 'page',
	// The lead, and the page of the campaign that it is on.
	requestsEach: 2,
	read: async (client, sequenceId, cursor = '0') =>
		await peoplePage(client, sequenceId, Number(cursor)),
	complete: withMails,
};
