import {
	SYNCED,
	syncCrm,
	type SyncPorts,
	syncSequencer,
} from '../../../../src/n8n/context/sync/sync-vendor';
import type { ContextOperation } from '../../../../src/n8n/context/context-operation';
import { optionsOf } from '../options.property';
import { syncedCrms, syncedSequencers, syncedVendorProperties } from './vendor.properties';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const LOOK_BACK_DAYS = 90;

export const sync: ContextOperation = {
	resource: 'source',
	value: 'sync',
	name: 'Sync',
	action: 'Sync the graph with a vendor',
	description:
		'Take in everything from a CRM or sequencer the first time, and what changed since then each next time',
	properties: [
		...syncedVendorProperties,
		{
			displayName: 'Records',
			name: 'records',
			type: 'multiOptions',
			options: [
				{ name: 'Activities', value: 'activity' },
				{ name: 'Companies', value: 'company' },
				{ name: 'Contacts', value: 'contact' },
				{ name: 'Deals', value: 'deal' },
			],
			default: [...SYNCED],
			description: 'Which records to take in',
			displayOptions: { show: { vendor: syncedCrms.map(({ profile }) => profile.id) } },
		},
		optionsOf(
			{
				displayName: 'Look Back (Days)',
				name: 'lookBackDays',
				type: 'number',
				default: LOOK_BACK_DAYS,
				typeOptions: { minValue: 1 },
				description: 'How far the first run of a sequencer goes back. CRMs are taken in whole.',
			},
			{
				displayName: 'Stop After (Minutes)',
				name: 'stopAfterMinutes',
				type: 'number',
				default: 0,
				typeOptions: { minValue: 0 },
				description:
					'When to end the run, after the page that it is reading. The next run goes on there. Zero: when everything is in.',
			},
		),
	],
	async run(parameters, { graph, actor, run, connect }) {
		const id = parameters.requiredText('vendor');
		const authentication = parameters.text('authentication') ?? 'apiKey';
		const minutes = parameters.number('options.stopAfterMinutes') ?? 0;
		const ports = (client: SyncPorts['client']): SyncPorts => ({
			graph,
			client,
			run,
			actor,
			...(minutes > 0 && { patienceMs: minutes * MINUTE_MS }),
		});
		const crm = syncedCrms.find(({ profile }) => profile.id === id);
		if (crm) {
			const kinds = parameters.choices('records', SYNCED);
			return await syncCrm(crm, ports(await connect(crm, authentication)), kinds);
		}
		const sequencer = syncedSequencers.find(({ profile }) => profile.id === id);
		if (!sequencer) throw new RangeError(`vendor: ${id} cannot be synced. Choose one of the list.`);
		const client = await connect(sequencer, authentication);
		const days = parameters.number('options.lookBackDays') ?? LOOK_BACK_DAYS;
		return await syncSequencer(sequencer, ports(client), client.now() - days * DAY_MS);
	},
};
