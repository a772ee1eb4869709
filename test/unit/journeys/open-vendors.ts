import { apollo } from '../../../sandbox/vendors/apollo/apollo.ts';
import { attio as attioModule } from '../../../sandbox/vendors/attio/attio.ts';
import { clay as clayModule } from '../../../sandbox/vendors/clay/clay.ts';
import { fullenrich as fullenrichModule } from '../../../sandbox/vendors/fullenrich/fullenrich.ts';
import { hubspot as hubspotModule } from '../../../sandbox/vendors/hubspot/hubspot.ts';
import { hunter as hunterModule } from '../../../sandbox/vendors/hunter/hunter.ts';
import { pdl as pdlModule } from '../../../sandbox/vendors/pdl/pdl.ts';
import { pipedrive as pipedriveModule } from '../../../sandbox/vendors/pipedrive/pipedrive.ts';
import { SESSION } from '../../../sandbox/vendors/salesforce/login-routes.ts';
import { salesforce as salesforceModule } from '../../../sandbox/vendors/salesforce/salesforce.ts';
import type { VendorClient } from '../../../src/gtm/http/vendor-client';
import { apolloEnrichment } from '../../../src/gtm/vendors/apollo/apollo';
import { attio } from '../../../src/gtm/vendors/attio/attio';
import { clay } from '../../../src/gtm/vendors/clay/clay';
import { fullenrich } from '../../../src/gtm/vendors/fullenrich/fullenrich';
import { hubspot } from '../../../src/gtm/vendors/hubspot/hubspot';
import { hunter } from '../../../src/gtm/vendors/hunter/hunter';
import { pdl } from '../../../src/gtm/vendors/pdl/pdl';
import { pipedrive } from '../../../src/gtm/vendors/pipedrive/pipedrive';
import { salesforce } from '../../../src/gtm/vendors/salesforce/salesforce';
import { openVendor } from '../src/gtm/vendors/sandbox-client';

const CRM = {
	attio: () => opened(attio, attioModule, 'authorization', 'Bearer sandbox-attio'),
	hubspot: () => opened(hubspot, hubspotModule, 'authorization', 'Bearer pat-sandbox-hubspot'),
	pipedrive: () => opened(pipedrive, pipedriveModule, 'x-api-token', 'sandbox-pipedrive'),
	salesforce: () => opened(salesforce, salesforceModule, 'authorization', `Bearer ${SESSION}`),
} as const;

export type CrmId = keyof typeof CRM;

export const CRMS = Object.keys(CRM) as CrmId[];

const ENRICHER = {
	apollo: () => opened(apolloEnrichment, apollo, 'x-api-key'),
	clay: () => withRoutines(opened(clay, clayModule, 'clay-api-key')),
	fullenrich: () =>
		opened(fullenrich, fullenrichModule, 'authorization', 'Bearer sandbox-fullenrich'),
	hunter: () => opened(hunter, hunterModule, 'x-api-key'),
	pdl: () => opened(pdl, pdlModule, 'x-api-key'),
} as const;

export type EnricherId = keyof typeof ENRICHER;

export const ENRICHERS = Object.keys(ENRICHER) as EnricherId[];

/** An emulated account of its own, and our vendor and client for it. */
export const openCrm = (id: CrmId) => CRM[id]();

export const openEnricher = (id: EnricherId) => ENRICHER[id]();

function opened<OurVendor extends Parameters<typeof openVendor>[1]>(
	vendor: OurVendor,
	module: Parameters<typeof openVendor>[0],
	header: string,
	key?: string,
) {
	return { vendor, ...openVendor(module, vendor, { header, ...(key !== undefined && { key }) }) };
}

/** What a credential of Clay says besides its key. */
const ROUTINES = {
	personRoutineId: 'sandbox_person',
	companyRoutineId: 'sandbox_company',
	emailRoutineId: 'sandbox_email',
};

function withRoutines<Open extends { client: VendorClient }>(open: Open): Open {
	return { ...open, client: { ...open.client, account: clay.account?.(ROUTINES) ?? {} } };
}
