import type { VendorCategory } from '../vendors/vendor';
import { analyticsToolkit } from './analytics-toolkit';
import { crmToolkit } from './crm-toolkit';
import { enrichmentToolkit } from './enrichment-toolkit';
import { sequencerToolkit } from './sequencer-toolkit';
import type { Toolkit } from './toolkit-tool';

/** The ready servers: what each offers, as data. */
export const toolkits: Readonly<Record<VendorCategory, Toolkit>> = {
	crm: crmToolkit,
	enrichment: enrichmentToolkit,
	sequencer: sequencerToolkit,
	analytics: analyticsToolkit,
};
