import type { Adapted } from './schema/adapted-schema';

/** `writes` whatever is not known to only read. */
export type ToolEffect = 'reads' | 'writes';

/** What a call of an agent's tool goes to. */
export type AgentToolTarget =
	| { kind: 'tool'; name: string }
	| { kind: 'listResources' }
	| { kind: 'readResource' }
	| { kind: 'getPrompt' }
	/** Nothing: the tool only tells the model that the server is down. */
	| { kind: 'outage'; reason: string };

/** A tool as an agent's model knows it. */
export interface AgentTool {
	/** Unique in its toolbox, and what every provider takes as a name. */
	name: string;
	description: string;
	/** The schema that the model sees, and the way from its arguments to those of the server. */
	input: Adapted;
	/** The names of the arguments that the server knows. */
	argumentNames: string[];
	effect: ToolEffect;
	target: AgentToolTarget;
}
