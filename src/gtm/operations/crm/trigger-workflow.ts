import { z } from '../../../third-party/zod';
import { heldBackRecords } from '../../crm/held-back-records';
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
		checkSuppression: z.boolean().default(true).meta({
			description: 'Whether to start nothing for people and companies on the suppression list',
		}),
	}),
	output: z.unknown(),
	effect: 'once',
	run: async (
		{ vendor, client, checkActions, clock },
		{ workflow, entity, recordId, inputs, checkSuppression },
	) => {
		const ports = { vendor, client, checkActions, now: clock.now() };
		const asked = checkSuppression ? [{ entity, id: recordId }] : [];
		const trigger = { workflow, entity, recordId, ...(inputs && { inputs }) };
		return (await heldBackRecords(ports, asked)) ?? (await vendor.triggerWorkflow(client, trigger));
	},
});
