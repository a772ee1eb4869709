import { z } from '../../../third-party/zod';
import { custom, id } from '../fields';
import { ENTITIES, crmOperation } from './crm-operation';

export const triggerWorkflow = crmOperation({
	name: 'workflow.trigger',
	label: 'Trigger',
	title: 'Trigger a workflow',
	description: "Start one of the vendor's own automations for a record",
	input: z.strictObject({
		workflow: id(
			'HubSpot: a list ID. Salesforce: the API name of a flow. Attio: a list. Pipedrive: a stage.',
		),
		entity: z.enum(ENTITIES).meta({ description: 'The kind of record' }),
		recordId: id("The vendor's id of the record"),
		inputs: custom
			.optional()
			.meta({ description: 'Input values for the workflow, if the vendor accepts any' }),
	}),
	output: z.unknown(),
	effect: 'once',
	run: async ({ vendor, client }, { inputs, ...trigger }) =>
		await vendor.triggerWorkflow(client, { ...trigger, ...(inputs && { inputs }) }),
});
