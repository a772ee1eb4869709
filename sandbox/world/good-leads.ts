import type { Person, World } from './world.ts';

/** Leaders at companies that the example rubric wants, in no sequence, with an address that works. */
export function goodLeads({ people, examples, lookup, enrollments }: World): Person[] {
	const enrolled = new Set(enrollments.map(({ personKey }) => personKey));
	const others = people.filter(({ key, seniority, emailVerdict, optedOut, jobChange, ...one }) => {
		const { industry = '', lifecycle } = lookup.account.get(one.accountKey) ?? {};
		return (
			(seniority === 'c_suite' || seniority === 'vp') &&
			emailVerdict === 'valid' &&
			!optedOut &&
			!one.claimedRemoval &&
			jobChange === undefined &&
			!enrolled.has(key) &&
			/Industrial|Financial|Logistics/.test(industry) &&
			(lifecycle === 'lead' || lifecycle === 'subscriber')
		);
	});
	return [examples.newcomer, ...others.filter(({ key }) => key !== examples.newcomer.key)];
}
