/**
 * A tool of a ready server: one operation of the catalogue, or several that differ in what they are
 * about, such as `contact.get` and `company.get`. Few tools with a choice each are what models pick
 * from best, and what costs least in every conversation.
 */
export interface ToolkitTool {
	/** Without the owner's prefix. */
	name: string;
	title: string;
	/** What it does and when to use it: models choose by it. */
	description: string;
	/** By name in the catalogue; by the value of `kind` where there are several. */
	operations: string | Readonly<Record<string, string>>;
	/** Shorter or plainer words for members of the input. */
	words?: Readonly<Record<string, string>>;
	/** Whether it can change or end what is there, and not only add to it. */
	destructive?: true;
	/** Whether it asks nobody but this machine. */
	local?: true;
	/** Whether a server has it unless its owner says otherwise. */
	byDefault: boolean;
}

/** Something to read by its address. Nothing is to be had this way that no tool gives. */
export interface ToolkitResource {
	/** After `<vendor>://`. The variables are members of the operation's input. */
	path: string;
	name: string;
	description: string;
	operation: string;
	/** What the operation needs and no address names. */
	with?: Readonly<Record<string, unknown>>;
	/** Its input from the variables, where it is not they. */
	inputFor?(this: void, variables: Readonly<Record<string, string>>): Record<string, unknown>;
	/** What finds values for the last variable while somebody types. */
	completion?: ToolkitCompletion;
}

export interface ToolkitCompletion {
	operation: string;
	/** The input that finds what contains the text. */
	inputFor(this: void, typed: string): Record<string, unknown>;
	/** The member of each record found that is a value. */
	member: string;
}

/** Words that a person picks to begin with; they name tools, and bring no data along. */
export interface ToolkitPrompt {
	name: string;
	title: string;
	description: string;
	arguments: ReadonlyArray<{ name: string; description: string; required: boolean }>;
	/** `{name}` stands for an argument, `<tool>` for the name of a tool under the owner's prefix, `[[…]]` as in `promptText`. */
	text: string;
}

/** What a ready server of one kind offers. */
export interface Toolkit {
	tools: readonly ToolkitTool[];
	resources: readonly ToolkitResource[];
	prompts: readonly ToolkitPrompt[];
}
