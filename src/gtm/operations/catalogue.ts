import { analyticsOperations } from './analytics/analytics-operations';
import { crmOperations } from './crm/crm-operations';
import {
	enrichmentOperations,
	recordOperations,
	waterfallOperations,
} from './enrichment/enrichment-operations';
import type { Operation } from './operation';
import { sequencerOperations, suppressionOperations } from './sequencer/sequencer-operations';
import type { VendorCategory } from '../vendors/vendor';
import type { ZodType } from '../../third-party/zod';

/** An operation without what it takes to run it. */
export type CatalogueEntry = Omit<Operation<never>, 'input' | 'run' | 'runMany' | 'portion'> & {
	input: ZodType;
};

/** All that the product can do, by family. */
export const catalogue: Readonly<Record<VendorCategory, readonly CatalogueEntry[]>> = {
	crm: Object.values(crmOperations),
	enrichment: Object.values({
		...enrichmentOperations,
		...waterfallOperations,
		...recordOperations,
	}),
	sequencer: Object.values({ ...sequencerOperations, ...suppressionOperations }),
	analytics: Object.values(analyticsOperations),
};
