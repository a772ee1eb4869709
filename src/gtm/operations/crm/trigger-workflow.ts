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
			"What the vendor starts: HubSpot a list's ID, Salesforce a flow's API name, Attio a list, Pipedrive a stage",
		),
		entity: z.enum(ENTITIES).meta({ description: 'The kind of record' }),
		recordId: id("The vendor's id of the record"),
		inputs: custom
			.optional()
			.meta({ description: 'Values for the workflow, where the vendor takes any' }),
	}),
	output: z.unknown(),
	effect: 'once',
	run: async ({ vendor, client }, { inputs, ...trigger }) =>
		await vendor.triggerWorkflow(client, { ...trigger, ...(inputs && { inputs }) }),
});
