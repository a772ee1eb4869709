import type { IExecuteFunctions } from 'n8n-workflow';

import type { CrmVendor } from '../../../src/gtm/crm/crm-vendor';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import type { Outcome } from '../../../src/gtm/model/outcome';

/** What an operation is given beside the parameters of the node. */
export interface CrmContext {
	context: IExecuteFunctions;
	vendor: CrmVendor;
	client: VendorClient;
}

/** The part of an operation that a node runs for its items. */
export interface Prepared<Input> {
	prepare(itemIndex: number): Promise<Input> | Input;
	/** Inputs of one call, at most. */
	portion: number;
	run(inputs: readonly Input[]): Promise<Outcome[]>;
}

/** An operation that takes one input at a time. */
export function oneByOne<Input>(
	prepare: (itemIndex: number) => Promise<Input> | Input,
	act: (input: Input) => Promise<Outcome>,
): Prepared<Input> {
	return {
		prepare,
		portion: 1,
		run: async (inputs) => {
			const outcomes: Outcome[] = [];
			for (const input of inputs) outcomes.push(await act(input));
			return outcomes;
		},
	};
}
