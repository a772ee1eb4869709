import { attio as attioModule } from '../../../../../sandbox/vendors/attio/attio.ts';
import { hubspot as hubspotModule } from '../../../../../sandbox/vendors/hubspot/hubspot.ts';
import { pipedrive as pipedriveModule } from '../../../../../sandbox/vendors/pipedrive/pipedrive.ts';
import { SESSION } from '../../../../../sandbox/vendors/salesforce/login-routes.ts';
import { salesforce as salesforceModule } from '../../../../../sandbox/vendors/salesforce/salesforce.ts';
import type { Deal } from '../../../../../src/gtm/model/deal';
import { attio } from '../../../../../src/gtm/vendors/attio/attio';
import { hubspot } from '../../../../../src/gtm/vendors/hubspot/hubspot';
import { pipedrive } from '../../../../../src/gtm/vendors/pipedrive/pipedrive';
import { salesforce } from '../../../../../src/gtm/vendors/salesforce/salesforce';
import { openVendor } from '../vendors/sandbox-client';

const bearer = (key: string) => ({ header: 'authorization', key: `Bearer ${key}` });

type Opened = ReturnType<typeof openVendor>;

/** The CRMs and their emulators, each with what its account has besides. */
export const EVERY_CRM = [
	{
		crm: attio,
		open: () => openVendor(attioModule, attio, bearer('sandbox-attio')),
		/** A field of contacts that the account made. */
		ownField: { label: 'ICP score', value: 7 },
		/** As little as a deal can be made with. */
		deal: ({ world }: Opened): Deal => ({
			name: 'Pilot',
			stage: 'Discovery',
			ownerId: world.users[0]?.email ?? '',
		}),
	},
	{
		crm: hubspot,
		open: () => openVendor(hubspotModule, hubspot, bearer('pat-sandbox-hubspot')),
		ownField: { label: 'ICP score', value: 7 },
		deal: (): Deal => ({ name: 'Pilot' }),
	},
	{
		crm: pipedrive,
		open: () => openVendor(pipedriveModule, pipedrive, { header: 'x-api-token' }),
		ownField: { label: 'LinkedIn', value: 'in/dana' },
		deal: (): Deal => ({ name: 'Pilot' }),
	},
	{
		crm: salesforce,
		open: () => openVendor(salesforceModule, salesforce, bearer(SESSION)),
		ownField: { label: 'Score', value: 7 },
		deal: (): Deal => ({ name: 'Pilot', stage: 'Discovery', closeDate: '2026-12-24' }),
	},
] as const;

export type EveryCrm = (typeof EVERY_CRM)[number];

/** The vendor's name of the account's own field. */
export async function ownFieldOf({ crm, ownField }: EveryCrm, { client }: Opened): Promise<string> {
	const { record = [] } = await crm.listProperties(client, 'contact');
	const found = record.find(({ label }) => label === ownField.label);
	if (found === undefined) throw new Error(`${crm.profile.name} has no ${ownField.label}`);
	return found.name;
}

/** Opening builds a world, which takes its time on a busy machine. */
export const LONG = 60_000;
