import type { Examples } from '../../sandbox/world/world.ts';

/** What to say to the demo chat or to an AI client that uses the examples, and what comes of it. */
export interface Sentence {
	say: string;
	answer: string;
}

const SEQUENCE = 'Outbound RevOps leaders';

/** Sentences that the demo chat answers, too, by the path of the example's MCP server. */
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

/** Sentences for the four ready servers, by path: an AI client has the tools for them. */
export function readyServerSentences({
	account,
	deal,
	person,
}: Examples): Record<'analytics' | 'crm' | 'enrichment' | 'sequencer', Sentence[]> {
	return {
		crm: [
			{
				say: `Review the account ${account.domain}: who is there, and how did the deal “${deal.name}” get to its stage?`,
				answer:
					'company, contacts and deal of HubSpot, and the stages of the deal with their dates',
			},
		],
		enrichment: [
			{
				say: `What does ${account.domain} do, how many people work there, and which technologies do they use? Say what it cost.`,
				answer:
					'asked of People Data Labs first, of the others for what was missing, within the budget',
			},
		],
		sequencer: [
			{
				say: `May we write to ${person.email}? If so, which campaign of lemlist fits best?`,
				answer:
					'the suppression list, what was sent before, and a campaign with the reason; nobody is enrolled',
			},
		],
		analytics: [
			{
				say: 'How many workflow runs did we have in the last seven days, against the week before?',
				answer: 'a report with both numbers and the change',
			},
		],
	};
}

/** Sentences for the playbooks that are MCP tools, by path. */
export function playbookSentences({
	account,
	colleague,
}: Examples): Record<'briefings' | 'openers' | 'qualification' | 'routing', Sentence[]> {
	return {
		qualification: [
			{
				say: `Qualify ${colleague.email}.`,
				answer:
					'decision, tier and reasons; you approve it before HubSpot and lemlist are written to',
			},
		],
		routing: [
			{
				say: `Route ${colleague.email} to a sequence, tier A.`,
				answer: 'a sequence that is allowed for them, or why there is none; you approve it first',
			},
		],
		briefings: [
			{
				say: `Brief me on ${account.domain}, and keep it as a note.`,
				answer: 'one page, every line with source and date; a note at the company in HubSpot',
			},
		],
		openers: [
			{
				say: `Write an opener for ${colleague.email}.`,
				answer: 'a checked mail that stands on real news; you approve it before it is kept',
			},
		],
	};
}

/** What to do with the form of a playbook, and what comes of it. */
export function formSentence({ newcomer }: Examples): Sentence {
	return {
		say: `Fill it in as ${newcomer.email}.`,
		answer:
			'answered at once; then a contact and a task with reasons in HubSpot, and an enrollment in lemlist',
	};
}
