import type { INodeProperties } from 'n8n-workflow';

import { type Operation, inputOf } from '../../../gtm/operations/operation';
import type { Projection } from '../../../gtm/output/projection';
import type { z } from '../../../third-party/zod';
import type { ItemParameters } from '../parameters/item-parameters';

type AnyOperation = Pick<Operation<never>, 'name'> & { input: z.ZodType };

/** How the parameters of an item become the input of each operation. */
export type Reads<Operations extends Readonly<Record<string, { input: z.ZodType }>>> = {
	readonly [Name in keyof Operations]: (
		parameters: ItemParameters,
	) => z.input<Operations[Name]['input']>;
};

/** A node: what can be done, and the form in which it is asked for. */
export interface NodeForm<Of> {
	properties: readonly INodeProperties[];
	operations: Readonly<Record<string, Of>>;
	reads: Readonly<Record<string, (parameters: ItemParameters) => unknown>>;
	/** What the form calls the members of inputs that no parameter has the name of. */
	labels?: Readonly<Record<string, string>>;
	/** What leaves the node, where the options of the output are not about what it outputs. */
	projections?: Readonly<Record<string, Projection>>;
}

/**
 * The input of an operation for one item.
 *
 * @throws RangeError naming the parameter by its label
 */
export function readInput<Of extends AnyOperation>(
	{ reads, labels = {} }: Pick<NodeForm<Of>, 'labels' | 'reads'>,
	operation: Of,
	parameters: ItemParameters,
): z.output<Of['input']> {
	const given = reads[operation.name]?.(parameters);
	try {
		return inputOf<z.output<Of['input']>, unknown>(
			operation as never,
			given,
			(member) => labels[member] ?? parameters.labelOf(member),
		);
	} catch (error) {
		throw error instanceof RangeError ? parameters.explained(error) : error;
	}
}
