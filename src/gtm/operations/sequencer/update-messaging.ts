import { sequenceStepSchema, templateSchema } from '../../model/sequence';
import { z } from '../../../third-party/zod';
import { id, text } from '../fields';
import { templateId } from './read-sequences';
import { sequenceId, sequencerOperation } from './sequencer-operation';

const members = {
	subject: text('Leave out to keep the current value').optional(),
	body: text('Leave out to keep the current value').optional(),
} as const;

/** No sequence is so long; ids of vendors are longer. */
const MOST_STEPS = 100;

const NOTHING = 'Nothing to change. Set a subject, a body';

/** A number from 1, or the vendor's id. */
function stepOf(named: string): { id: string } | { number: number } {
	const number = Number(named);
	const isNumber = Number.isInteger(number) && number >= 1 && number <= MOST_STEPS;
	return isNumber ? { number } : { id: named };
}

function textsOf({ subject, body }: { subject?: string | undefined; body?: string | undefined }) {
	return { ...(subject !== undefined && { subject }), ...(body !== undefined && { body }) };
}

export const updateStep = sequencerOperation({
	name: 'messaging.updateStep',
	label: 'Update Step',
	title: 'Update a step of a sequence',
	description: 'Changes subject, body or delay. What you leave out stays the same.',
	input: z
		.strictObject({
			sequenceId,
			step: id('Step number, starting at 1, or the ID of the step'),
			...members,
			delayHours: z.number().min(0).max(100_000).optional().meta({
				description: 'Hours after the previous step. Leave out to keep the current value.',
			}),
		})
		.refine(({ subject, body, delayHours }) => (subject ?? body ?? delayHours) !== undefined, {
			message: `${NOTHING} or a delay.`,
		}),
	output: sequenceStepSchema,
	effect: 'repeatable',
	run: async ({ vendor, client }, input) => {
		const { sequenceId: sequence, step, delayHours } = input;
		return await vendor.updateStep(client, {
			sequenceId: sequence,
			step: stepOf(step),
			...textsOf(input),
			...(delayHours !== undefined && { delayHours }),
		});
	},
});

export const updateTemplate = sequencerOperation({
	name: 'messaging.updateTemplate',
	label: 'Update Template',
	title: 'Update a template',
	description: 'Changes subject or body. What you leave out stays the same.',
	input: z
		.strictObject({ templateId, ...members })
		.refine(({ subject, body }) => (subject ?? body) !== undefined, { message: `${NOTHING}.` }),
	output: templateSchema,
	effect: 'repeatable',
	run: async ({ vendor, client }, input) =>
		await vendor.updateTemplate(client, { templateId: input.templateId, ...textsOf(input) }),
});
