import type { VendorCategory } from '../vendors/vendor';
import { analyticsToolkit } from './analytics-toolkit';
import { crmToolkit } from './crm-toolkit';
import { enrichmentToolkit } from './enrichment-toolkit';
import { sequencerToolkit } from './sequencer-toolkit';
import type { Toolkit } from './toolkit-tool';
import { waterfallToolkit } from './waterfall-toolkit';

/** Of one vendor by what it does, or of several enrichment vendors in an order. */
export type ServerKind = VendorCategory | 'waterfall';

/** The ready servers: what each offers, as data. */
export const toolkits: Readonly<Record<ServerKind, Toolkit>> = {
	crm: crmToolkit,
	enrichment: enrichmentToolkit,
	sequencer: sequencerToolkit,
	analytics: analyticsToolkit,
	waterfall: waterfallToolkit,
};
