import { z } from '../../../third-party/zod';
import { custom, id } from '../fields';
import { ENTITIES, crmOperation } from './crm-operation';

export const triggerWorkflow = crmOperation({
	name: 'workflow.trigger',
	label: 'Trigger',
	title: 'Trigger a workflow',
	description: 'Start an automation of your CRM for a record',
	input: z.strictObject({
		workflow: id(
			'HubSpot: a list ID. Salesforce: the API name of a flow. Attio: a list. Pipedrive: a stage.',
		),
		entity: z.enum(ENTITIES).meta({ description: 'Type of the record' }),
		recordId: id('ID of the record in the CRM'),
		inputs: custom
			.optional()
			.meta({ description: 'Input values for the workflow, if the vendor accepts any' }),
	}),
	output: z.unknown(),
	effect: 'once',
	run: async ({ vendor, client }, { inputs, ...trigger }) =>
		await vendor.triggerWorkflow(client, { ...trigger, ...(inputs && { inputs }) }),
});
