import type { Examples } from '../../sandbox/world/world.ts';

/** What to say to the demo chat or to an AI client that uses the examples, and what comes of it. */
export interface Sentence {
	say: string;
	answer: string;
}

const SEQUENCE = 'Outbound RevOps leaders';

/** Sentences for one example each, by the path of its MCP server. */
export function sentencesFor({
	newcomer,
	optedOut,
}: Examples): Record<'gtm' | 'prospects', Sentence[]> {
	const wholeJob = (email: string) =>
		`Look up ${email}, fill in what HubSpot lacks, save it, and enroll them in ${SEQUENCE}.`;
	return {
		gtm: [
			{
				say: 'Qualify this lead: Dana Fisher, VP Revenue Operations at Acme, dana@acme.example, 450 employees. She wrote: "We would like a demo and pricing for 200 seats."',
				answer: 'score 93, grade A: call within the hour',
			},
		],
		prospects: [
			{
				say: wholeJob(newcomer.email),
				answer: 'not in HubSpot yet: enriched, created, and enrolled in step 1',
			},
			{ say: wholeJob(optedOut.email), answer: 'refused: this person has unsubscribed' },
		],
	};
}
