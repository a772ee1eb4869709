import { findUndecided } from './backstop/find-undecided.operation';
import { compose } from './briefing/compose.operation';
import { begin } from './guard/begin.operation';
import { end } from './guard/end.operation';
import { killSwitch } from './guard/kill-switch.operation';
import { checkMessageOperation } from './personalization/check-message.operation';
import { chooseHooksOperation } from './personalization/choose-hooks.operation';
import { checkDecisionOperation } from './qualification/check-decision.operation';
import { score } from './qualification/score.operation';
import { acceptPickOperation } from './routing/accept-pick.operation';
import { shortlistOperation } from './routing/shortlist.operation';

/** What the node does; the form opens with the first operation of the first resource. */
export const resources = [
	{ name: 'Qualification', value: 'qualification', operations: [score, checkDecisionOperation] },
	{
		name: 'Personalization',
		value: 'personalization',
		operations: [chooseHooksOperation, checkMessageOperation],
	},
	{ name: 'Routing', value: 'routing', operations: [shortlistOperation, acceptPickOperation] },
	{ name: 'Briefing', value: 'briefing', operations: [compose] },
	{ name: 'Guard', value: 'guard', operations: [begin, end, killSwitch] },
	{ name: 'Backstop', value: 'backstop', operations: [findUndecided] },
] as const;

export const operations = resources.flatMap((resource) => [...resource.operations]);
