import type { Engagement, Enrollment, Person, World } from '../../../sandbox/world/world.ts';
import { seenBy } from '../../../sandbox/world/slice.ts';

/** The people of these are known to every vendor, with the enrollment itself. */
const KNOWN_TO_ALL = 10;

export interface Enrolled {
	person: Person;
	enrollment: Enrollment;
}

/** Someone whom every vendor has in a sequence, with this status, and whom nothing else holds back. */
export function someone({ enrollments, lookup }: World, status: Enrollment['status']): Enrolled {
	for (const enrollment of enrollments.slice(0, KNOWN_TO_ALL)) {
		const person = lookup.person.get(enrollment.personKey);
		if (enrollment.status === status && person) return { person, enrollment };
	}
	throw new RangeError(`nobody whom all vendors know is ${status}`);
}

/** Enrollments in a sequence that a vendor with this share of them knows. */
export function knownTo(
	{ enrollments }: World,
	vendor: string,
	sequenceKey: string,
	share = 0.5,
): Enrollment[] {
	return enrollments.filter(
		(each) => each.sequenceKey === sequenceKey && seenBy(vendor, each.key, share),
	);
}

/** Events of a kind in these enrollments. */
export function countOf(enrollments: readonly Enrollment[], type: Engagement['type']): number {
	return enrollments.flatMap(({ engagement }) => engagement).filter((event) => event.type === type)
		.length;
}

/** People in these enrollments with an event of a kind. */
export function peopleWith(enrollments: readonly Enrollment[], type: Engagement['type']): number {
	return enrollments.filter(({ engagement }) => engagement.some((event) => event.type === type))
		.length;
}

export interface Counts {
	sent: number;
	delivered: number;
	opened: number;
	clicked: number;
	replied: number;
	bounced: number;
	unsubscribed: number;
}

/** The items that a node outputs for these counts: each of them, and each rate with what it is made of. */
export function statisticsOf(counts: Counts) {
	const { sent, delivered, opened, clicked, replied, bounced, unsubscribed } = counts;
	const rates = {
		open_rate: [opened, delivered],
		click_rate: [clicked, delivered],
		reply_rate: [replied, delivered],
		bounce_rate: [bounced, sent],
		unsubscribe_rate: [unsubscribed, delivered],
	} as const;
	const records = [
		...Object.entries(counts).map(([name, value]) => ({ name, unit: 'count', value })),
		...Object.entries(rates).map(([name, [numerator, denominator]]) => ({
			name,
			unit: 'ratio',
			value: numerator / denominator,
			numerator,
			denominator,
		})),
	];
	return records.map((record) => ({ status: 'found', record }));
}
