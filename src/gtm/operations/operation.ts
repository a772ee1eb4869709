import type { Outcome } from '../model/outcome';
import type { VendorCategory } from '../vendors/vendor';
import type { ZodType } from '../../third-party/zod';

/**
 * What a second run of the same input does:
 *
 * - `reads`: nothing is changed anywhere.
 * - `repeatable`: it changes something, and a second run ends in the same state.
 * - `once`: a second run may do it again: it costs, sends or makes another one.
 */
export type Effect = 'reads' | 'repeatable' | 'once';

/** `credits`: the vendor may charge for it. */
export type Price = 'free' | 'credits';

/** What somebody must be allowed to do. One right for reading a family, one for each way to change it. */
export type Scope =
	| `${VendorCategory}.read`
	| 'crm.write'
	| 'sequencer.write'
	| 'sequencer.enroll'
	| 'enrichment.spend';

/** One thing that the product can do: said here once for nodes, MCP tools, docs and tests. */
export interface Operation<Ports, Input = never, Given = unknown> {
	/** Within its family: `contact.upsert`. */
	name: string;
	family: VendorCategory;
	/** In a list below the name of what it is about: `Create or Update`. */
	label: string;
	/** On its own: `Create or update a contact`. */
	title: string;
	/** One or two sentences: what it does, and what to know before. */
	description: string;
	/** `Given` is what callers give; defaults and checked forms make `Input` of it. */
	input: ZodType<Input, Given>;
	/** What `record` of the outcome is. */
	output: ZodType;
	/** The vendor's operation that this one of ours is made of; the same one if left out. */
	madeOf?: string;
	effect: Effect;
	price: Price;
	scopes: readonly Scope[];
	/** Resolves with an outcome, whatever the vendor does; throws for bugs only. */
	run(this: void, ports: Ports, input: Input): Promise<Outcome>;
	/** Many inputs in fewer requests; outcomes in their order and number. */
	runMany?(this: void, ports: Ports, inputs: readonly Input[]): Promise<Outcome[]>;
	/** Whether two inputs may be about one record: the later one then begins after the earlier one's end. */
	mayBeOne?(this: void, one: Input, other: Input): boolean;
	/** Inputs of one `runMany`, at most; 1 where this vendor has no batch. */
	portion?(this: void, ports: Ports): number;
}

/**
 * The input of an operation, from whoever calls it.
 *
 * @throws RangeError naming every member that is wrong
 */
export function inputOf<Input, Given>(
	{ input }: Pick<Operation<never, Input, Given>, 'input'>,
	given: unknown,
	nameOf: (member: string) => string = (member) => member,
): Input {
	const parsed = input.safeParse(given);
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.map(({ code, path, message }) => {
		const [first, ...below] = path.map(String);
		if (first === undefined) return message;
		// What our own checks say goes on from the name.
		return `${[nameOf(first), ...below].join('.')}${code === 'custom' ? '' : ':'} ${message}`;
	});
	throw new RangeError(problems.join(' '));
}
