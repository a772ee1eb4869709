import { z } from '../../../third-party/zod';
import type { Associations } from '../../crm/crm-vendor';

const ids = (of: string) =>
	z
		.array(z.string().min(1))
		.max(500)
		.optional()
		.meta({ description: `IDs of the ${of} to link to` });

/** Records to link to. */
export const associationMembers = {
	contactIds: ids('contacts'),
	companyIds: ids('companies'),
	dealIds: ids('deals'),
} as const;

/** Kinds of which there is at least one. */
export function associationsOf({
	contactIds = [],
	companyIds = [],
	dealIds = [],
}: {
	contactIds?: string[] | undefined;
	companyIds?: string[] | undefined;
	dealIds?: string[] | undefined;
}): Associations {
	return {
		...(contactIds.length > 0 && { contactIds }),
		...(companyIds.length > 0 && { companyIds }),
		...(dealIds.length > 0 && { dealIds }),
	};
}
