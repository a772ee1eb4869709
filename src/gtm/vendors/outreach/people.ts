import type { Enrollment } from '../../model/enrollment';
import type { PeopleByAddress } from '../../sequencer/people-in-sequence';
import { toId } from './json-api';
import { allOf } from './pages';
import { prospectsOfMany } from './prospects';
import { findState, stateOf, toEnrollment } from './states';

/** A filter takes several values with commas between them, and a range with two dots. */
const IN_NO_FILTER = /,|\.\./;

/** Two requests for all of them: their prospects, and the states of these. */
export const people: PeopleByAddress = {
	by: 'address',
	most: 50,
	async read(client, sequenceId, emails) {
		const seen = new Map<string, Enrollment>();
		const sequence = toId(sequenceId);
		if (sequence === undefined) return seen;
		const plain = emails.filter((email) => !IN_NO_FILTER.test(email));
		const prospects = plain.length > 0 ? await prospectsOfMany(client, plain) : [];
		const states =
			prospects.length === 0
				? []
				: await allOf(client, '/api/v2/sequenceStates', {
						'filter[prospect][id]': prospects.map(({ id }) => id).join(','),
						'filter[sequence][id]': sequence,
						sort: '-createdAt',
						'page[size]': 1_000,
					});
		for (const email of plain) {
			const own = prospects.filter((prospect) => prospect.emails.includes(email));
			const ids = new Set(own.map(({ id }) => String(id)));
			const found = states
				.filter(({ related }) => related.sequence?.[0] === sequenceId)
				.filter(({ related }) => ids.has(related.prospect?.[0] ?? ''))
				.map((state) => toEnrollment(state, email));
			const state = stateOf(found);
			if (state !== undefined) seen.set(email, state);
		}
		for (const email of emails.filter((each) => IN_NO_FILTER.test(each))) {
			const state = await findState(client, { sequenceId, email });
			if (state !== undefined) seen.set(email, state);
		}
		return seen;
	},
};
