import type { Generator } from './generator.ts';
import type { Engagement, Enrollment, Person, Sequence, SequenceStep, User } from './world.ts';

const NAMES = [
	['Inbound follow-up', 'active'],
	['Outbound RevOps leaders', 'active'],
	['Funding announced', 'active'],
	['Hiring for sales', 'active'],
	['Event guests', 'paused'],
	['Champion changed jobs', 'active'],
	['Renewal reminder', 'active'],
	['Win back', 'archived'],
] as const;

const STEPS: ReadonlyArray<Omit<SequenceStep, 'number'>> = [
	{
		channel: 'email',
		delayHours: 0,
		subject: 'A thought on {{company}}',
		body: 'Hi {{first_name}},\n\nteams like yours lose a day a week to copying between systems. Worth fifteen minutes?',
	},
	{
		channel: 'linkedin',
		delayHours: 48,
		subject: '',
		body: 'Hi {{first_name}}, I wrote to you about {{company}} and would be glad to connect.',
	},
	{
		channel: 'email',
		delayHours: 72,
		subject: 'Re: A thought on {{company}}',
		body: 'Hi {{first_name}},\n\nhere is how a team of your size did it in two weeks.',
	},
	{
		channel: 'call',
		delayHours: 48,
		subject: 'Call {{first_name}}',
		body: 'Ask who owns the data.',
	},
	{
		channel: 'email',
		delayHours: 120,
		subject: 'Should I close the file?',
		body: 'Hi {{first_name}},\n\nthis is my last mail; a word is enough if now is not the time.',
	},
];

export function makeSequences(random: Generator, users: readonly User[]): Sequence[] {
	return NAMES.map(([name, status], index) => {
		const createdAt = random.daysAgo(400, 60);
		return {
			key: `sequence-${index}`,
			name,
			status,
			ownerKey: users[index % (users.length - 1)]?.key ?? '',
			steps: STEPS.slice(0, random.between(3, STEPS.length)).map((step, place) => ({
				...step,
				number: place + 1,
			})),
			createdAt,
			updatedAt: random.after(createdAt, 200),
		};
	});
}

/** The event that ends an enrollment of this status, if one does. */
const ENDINGS = { replied: 'replied', bounced: 'bounced', opted_out: 'unsubscribed' } as const;

function engagementOf(
	random: Generator,
	status: Enrollment['status'],
	step: number,
	since: string,
) {
	const events: Engagement[] = [];
	let at = since;
	const add = (type: Engagement['type'], number: number, days: number) => {
		at = random.after(at, days);
		events.push({ type, at, step: number });
	};
	for (let number = 1; number <= step; number += 1) {
		add('sent', number, 4);
		if (random.chance(0.5)) add('opened', number, 1);
		if (random.chance(0.12)) add('clicked', number, 0.1);
	}
	const ending = Object.entries(ENDINGS).find(([name]) => name === status)?.[1];
	if (ending !== undefined) add(ending, step, 2);
	return events;
}

function statusOf(random: Generator, person: Person): Enrollment['status'] {
	if (person.optedOut) return 'opted_out';
	if (person.emailVerdict === 'invalid') return 'bounced';
	return random.weighted([
		[35, 'active'],
		[8, 'paused'],
		[17, 'replied'],
		[40, 'finished'],
	]);
}

/** One in four people is or was in one sequence. */
export function makeEnrollments(
	random: Generator,
	people: readonly Person[],
	sequences: readonly Sequence[],
): Enrollment[] {
	return people
		.filter((_, index) => index % 4 === 1)
		.map((person, index) => {
			const sequence = random.pick(sequences);
			const status = statusOf(random, person);
			const last = sequence.steps.length;
			const step =
				status === 'bounced' ? 1 : status === 'finished' ? last : random.between(1, last);
			const enrolledAt = random.daysAgo(120, 1);
			const engagement = engagementOf(random, status, step, enrolledAt);
			return {
				key: `enrollment-${index}`,
				sequenceKey: sequence.key,
				personKey: person.key,
				status,
				step,
				senderKey: sequence.ownerKey,
				enrolledAt,
				lastEventAt: engagement.at(-1)?.at ?? enrolledAt,
				engagement,
			};
		});
}
