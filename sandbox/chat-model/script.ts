import { type Conversation, lastToolName } from './conversation.ts';
import type { Condition, Reply, Scenario } from './scenario.ts';

/** Plays a scenario: gives the reply of the first turn that fits, and counts how often it did. */
export function createScript({ turns }: Scenario): (now: Conversation) => Reply | undefined {
	const uses = new Map<number, number>();
	return (conversation) => {
		const index = turns.findIndex(({ when = {}, times = Infinity }, each) => {
			return (uses.get(each) ?? 0) < times && fits(when, conversation);
		});
		if (index < 0) return undefined;
		uses.set(index, (uses.get(index) ?? 0) + 1);
		return turns[index]?.reply;
	};
}

function fits({ lastRole, contains, tool, offered }: Condition, now: Conversation): boolean {
	const last = now.messages.at(-1);
	return (
		(lastRole === undefined || last?.role === lastRole) &&
		(contains === undefined ||
			(last?.text.toLowerCase().includes(contains.toLowerCase()) ?? false)) &&
		(tool === undefined || lastToolName(now) === tool) &&
		(offered === undefined || now.tools.some(({ name }) => name === offered))
	);
}
