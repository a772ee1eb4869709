import { sequenceSchema, templateSchema } from '../../model/sequence';
import { z } from '../../../third-party/zod';
import { id, limit } from '../fields';
import { listOptions, nameContains, sequenceId, sequencerOperation } from './sequencer-operation';

const list = z.strictObject({ limit, text: nameContains });

export const listSequences = sequencerOperation({
	name: 'sequence.list',
	label: 'Get Many',
	title: 'Get many sequences',
	description: 'Sequences, also called cadences or campaigns',
	input: list,
	output: z.array(sequenceSchema),
	effect: 'reads',
	run: async ({ vendor, client }, input) => await vendor.listSequences(client, listOptions(input)),
});

export const getSequence = sequencerOperation({
	name: 'sequence.get',
	label: 'Get',
	title: 'Get a sequence',
	description: 'Gets a sequence with its steps',
	input: z.strictObject({ sequenceId }),
	output: sequenceSchema,
	effect: 'reads',
	run: async ({ vendor, client }, input) => await vendor.getSequence(client, input.sequenceId),
});

export const listTemplates = sequencerOperation({
	name: 'template.list',
	label: 'Get Many',
	title: 'Get many templates',
	description: 'Gets the messages that steps use',
	input: list,
	output: z.array(templateSchema),
	effect: 'reads',
	run: async ({ vendor, client }, input) => await vendor.listTemplates(client, listOptions(input)),
});

export const templateId = id('ID of the template');

export const getTemplate = sequencerOperation({
	name: 'template.get',
	label: 'Get',
	title: 'Get a template',
	description: 'Gets a template with its subject and body',
	input: z.strictObject({ templateId }),
	output: templateSchema,
	effect: 'reads',
	run: async ({ vendor, client }, input) => await vendor.getTemplate(client, input.templateId),
});
