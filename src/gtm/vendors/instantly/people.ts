import type { PeopleByAddress } from '../../sequencer/people-in-sequence';
import { LEADS_PAGE, leadsOf } from './leads';

export const people: PeopleByAddress = {
	by: 'address',
	most: LEADS_PAGE,
	async read(client, campaign, emails) {
		const leads = await leadsOf(client, campaign, emails);
		return new Map(leads.map((lead) => [lead.email ?? '', lead]));
	},
};
