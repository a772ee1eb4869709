import type { IExecuteFunctions } from 'n8n-workflow';

import type { VendorClient } from '../../../gtm/http/vendor-client';
import type { Outcome } from '../../../gtm/model/outcome';
import type { Projection } from '../../../gtm/output/projection';
import type { Vendor } from '../../../gtm/vendors/vendor';

/** What an operation is given beside the parameters of the node. */
export interface VendorContext<OfCategory extends Vendor> {
	context: IExecuteFunctions;
	vendor: OfCategory;
	client: VendorClient;
	/** A digest of the credential: whose credits and enrollments these are. */
	principal: string;
}

/** The part of an operation that a node runs for its items. */
export interface Prepared<Input> {
	prepare(this: void, itemIndex: number): Promise<Input> | Input;
	/** Inputs of one call, at most. */
	portion: number;
	run(this: void, inputs: readonly Input[]): Promise<Outcome[]>;
	/** What leaves the node, where the options of the output are not about what it outputs. */
	projection?: Projection;
}

/** An operation of a node; what its inputs are is its own affair. */
export type Execute<OfCategory extends Vendor> = (
	given: VendorContext<OfCategory>,
) => Prepared<unknown>;

/** An operation that takes one input at a time. */
export function oneByOne<Input>(
	prepare: (itemIndex: number) => Promise<Input> | Input,
	act: (input: Input) => Promise<Outcome>,
): Prepared<unknown> {
	return {
		prepare,
		portion: 1,
		run: async (inputs) => {
			const outcomes: Outcome[] = [];
			// `run` is only ever given what `prepare` made.
			for (const input of inputs as readonly Input[]) outcomes.push(await act(input));
			return outcomes;
		},
	};
}
