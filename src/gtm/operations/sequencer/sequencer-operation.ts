import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { z } from '../../../third-party/zod';
import { emailAddress, id } from '../fields';
import type { Operation } from '../operation';
import type { VendorPorts } from '../ports';

export type SequencerPorts = VendorPorts<SequencerVendor>;

/** An operation of a sequencer: vendors charge for none. */
export function sequencerOperation<Input, Given>(
	described: Omit<Operation<SequencerPorts, Input, Given>, 'family' | 'price' | 'scopes'> &
		Partial<Pick<Operation<SequencerPorts>, 'scopes'>>,
): Operation<SequencerPorts, Input, Given> {
	const scope = described.effect === 'reads' ? 'sequencer.read' : 'sequencer.write';
	return { family: 'sequencer', price: 'free', scopes: [scope], ...described };
}

export const sequenceId = id('ID of the sequence, cadence or campaign');

/** One person in one sequence. */
export const enrollmentReference = z.strictObject({ sequenceId, email: emailAddress });

export const nameContains = z
	.string()
	.optional()
	.meta({ description: 'Only return sequences whose name contains this text' });

/** Options of a list, without what was left out. */
export function listOptions(input: { limit: number; text?: string | undefined }) {
	const { limit, text } = input;
	return { limit, ...(text !== undefined && { text }) };
}
