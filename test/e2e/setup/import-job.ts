import path from 'node:path';

import { type openSandbox } from '../../contract/gtm/sandbox-port';
import { loggedInClient, n8nContext } from './n8n-context';
import { sandboxCredential } from '../../../sandbox/credentials.ts';
import {
	credentialKey,
	readExample,
	withCredentialIds,
} from '../../../scripts/n8n/import-example.ts';

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

/** What the workflow files call the credentials: as those of `npm start`. */
const CREDENTIALS: ReadonlyArray<readonly [type: string, name: string]> = [
	['gtmApolloApi', 'Sandbox Apollo'],
	['gtmGa4OAuth2Api', 'Sandbox Google Analytics 4'],
	['gtmHubspotApi', 'Sandbox HubSpot'],
	['gtmHunterApi', 'Sandbox Hunter'],
	['gtmPeopleDataLabsApi', 'Sandbox People Data Labs'],
	['gtmPosthogApi', 'Sandbox PostHog'],
];

/** Creates a credential for each vendor of the jobs; the ids by what the files call them. */
export async function createJobCredentials(url: string): Promise<ReadonlyMap<string, string>> {
	const ids = new Map<string, string>();
	for (const [type, name] of CREDENTIALS) {
		const made = await loggedInClient().createCredential({
			name: name.replace('Sandbox', 'Jobs'),
			type,
			data: sandboxCredential(url, type),
		});
		ids.set(credentialKey(type, name), made.id);
	}
	return ids;
}

/** Imports a file of `examples/jobs`, with what its trigger shall bring. @returns its id */
export async function importJob(
	file: string,
	credentials: ReadonlyMap<string, string>,
	items: Array<Record<string, unknown>>,
): Promise<string> {
	const { root } = n8nContext();
	const job = await readExample(path.join(root, 'examples/jobs', file));
	const [trigger] = job.nodes;
	if (trigger === undefined) throw new Error(`${file} has no node`);
	const made = await loggedInClient().createWorkflow({
		...job,
		nodes: withCredentialIds(job.nodes, credentials),
		pinData: { [trigger.name]: items.map((json) => ({ json })) },
	});
	return made.id;
}

/** What HubSpot's own API shows of a record, with its links. */
export async function hubspotRecord(
	{ url }: OpenSandbox,
	object: string,
	id: string,
	properties: readonly string[],
	idProperty = '',
) {
	const query = new URLSearchParams({
		properties: properties.join(','),
		associations: 'contacts,companies,deals',
		...(idProperty !== '' && { idProperty }),
	});
	const address = `${url}/hubspot/crm/objects/2026-09/${object}/${encodeURIComponent(id)}?${query.toString()}`;
	const response = await fetch(address, {
		headers: { authorization: 'Bearer pat-sandbox-hubspot' },
	});
	const { properties: shown = {}, associations = {} } = (await response.json()) as {
		properties?: Record<string, string | null>;
		associations?: Record<string, { results: Array<{ id: string }> }>;
	};
	const links = Object.fromEntries(
		Object.entries(associations).map(([kind, { results }]) => [kind, results.map((one) => one.id)]),
	);
	return { id, properties: shown, links };
}
