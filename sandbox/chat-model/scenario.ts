/** One thing that the model does, if what it was asked fits. */
export interface Turn {
	/** All of it has to fit; a turn without fits anything. */
	when?: Condition;
	reply: Reply;
	/** After so many uses the turn is passed over; default: no end. */
	times?: number;
}

export interface Condition {
	/** Who spoke last: the user, or a tool that was called. */
	lastRole?: 'user' | 'tool';
	/** The last message has this text, capitals aside. */
	contains?: string;
	/** The last message is the result of a tool of this name. */
	tool?: string;
	/** A tool of this name is offered. */
	offered?: string;
}

export type Reply =
	| { text: string }
	| { toolCalls: ToolCall[]; text?: string }
	/** An error of the API; a 429 may say after how many seconds to come back. */
	| { error: { status: 400 | 401 | 429 | 500; retryAfter?: number } };

export interface ToolCall {
	name: string;
	/** A string is sent as it is, to play a model that writes broken JSON. */
	arguments: Record<string, unknown> | string;
}

/** What a scripted chat model does. */
export interface Scenario {
	/** The only key that is accepted; default: any. */
	apiKey?: string;
	/** Tried in order; the first that fits is taken. */
	turns: Turn[];
}

/**
 * Reads a scenario from JSON text.
 *
 * @throws Error that names the turn and what is wrong with it
 */
export function parseScenario(text: string): Scenario {
	const value = JSON.parse(text) as Partial<Scenario>;
	if (!Array.isArray(value.turns))
		throw new Error('a scenario is an object with a list of "turns"');
	value.turns.forEach((turn, index) => {
		const reply: Partial<Record<'text' | 'toolCalls' | 'error', unknown>> = turn?.reply ?? {};
		if (!('text' in reply || 'toolCalls' in reply || 'error' in reply)) {
			throw new Error(`turn ${index + 1}: "reply" has none of "text", "toolCalls" and "error"`);
		}
	});
	return { ...value, turns: value.turns };
}
