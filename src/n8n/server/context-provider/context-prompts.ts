import type { Intent } from '../../../context/facts/gaps';
import type { ProviderPrompt } from '../../../mcp/server/provider/provider';
import { CONTEXT_SCOPES } from './context-settings';
import { useTheGraph } from './context-skills';

/** A prompt before it is known for which graph: it brings the context of its subject along. */
export interface ContextPrompt extends Omit<ProviderPrompt, 'get' | 'requiredScope'> {
	title: string;
	intent: Intent;
	text: string;
}

const EMAIL = { name: 'email', description: 'Email address of the person', required: false };
const DOMAIN = { name: 'domain', description: 'Domain of the company', required: false };

const RULES =
	'Use only what the context says, name the source of what matters, and say what is missing or contradicts itself instead of guessing. If mayContact is not allowed, say why and what would unblock it.';

/** The skill of the same job, for clients that know prompts only. */
export const howToUse: ProviderPrompt = {
	name: 'use_context_graph',
	title: 'How to use this server',
	description: useTheGraph.description,
	arguments: [],
	requiredScope: CONTEXT_SCOPES.read,
	get: async () =>
		await Promise.resolve([{ role: 'user', content: { type: 'text', text: useTheGraph.text } }]),
};

export const contextPrompts: readonly ContextPrompt[] = [
	{
		name: 'qualify_lead',
		title: 'Qualify a lead',
		description: 'Whether a lead fits, and what to do with it',
		arguments: [EMAIL, DOMAIN],
		intent: 'qualify',
		text: `Qualify this lead. Judge fit and intent apart from each other, compare with the precedents, and end with one verdict: route to sales, nurture, or disqualify. ${RULES} Record the verdict with record_decision if that tool is there.`,
	},
	{
		name: 'personalize_first_touch',
		title: 'Personalize a first message',
		description: 'A first message that is about the person',
		arguments: [EMAIL, DOMAIN],
		intent: 'draft_email',
		text: `Write a first message of at most 90 words to this person, in their language. Begin with the strongest recent signal. ${RULES} Check with check_action before anything is sent.`,
	},
	{
		name: 'route_sequence',
		title: 'Choose a sequence',
		description: 'Which sequence fits, if any',
		arguments: [EMAIL, DOMAIN],
		intent: 'route',
		text: `Choose the sequence that fits this person best, or none. Look at what they are or were enrolled in, at open deals and at what came of similar decisions. ${RULES} Ask check_action for enroll before you name one.`,
	},
	{
		name: 'prep_briefing',
		title: 'Prepare a briefing',
		description: 'One page before a meeting',
		arguments: [EMAIL, DOMAIN],
		intent: 'meeting_prep',
		text: `Prepare a briefing of one page for a meeting: who they are, what happened so far, what matters to them now, open deals and their risks, three questions to ask. ${RULES}`,
	},
];
