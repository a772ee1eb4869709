import { z } from '../../../third-party/zod';
import { crmOperation } from './crm-operation';

const owner = z.strictObject({
	id: z.string(),
	email: z.string().optional(),
	name: z.string().optional(),
	active: z.boolean(),
});

export const listOwners = crmOperation({
	name: 'owner.list',
	label: 'Get Many',
	title: 'Get many owners',
	description: 'Users who can own records',
	input: z.strictObject({}),
	output: z.array(owner),
	effect: 'reads',
	run: async ({ vendor, client }) => await vendor.listOwners(client),
});
