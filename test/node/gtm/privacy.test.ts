import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

import { openSkippingSandbox } from './skipping-clock';
import { type GtmRun, type OpenSandbox, runGtmNode } from './run-gtm-node';
import type { FaultKind } from '../../../sandbox/frame/faults.ts';
import { sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
import { CONTEXT_VARIABLE } from '../../../src/n8n/context/graph-switch';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { storeFile } from '../../../src/n8n/gtm/store-place';

/** Someone whom no vendor knows, so that every word of them that shows up was ours. */
const PERSON = {
	email: 'zoraida.quimbleton@privacy-run.com',
	firstName: 'Zoraida',
	lastName: 'Quimbleton',
	phone: '+14155550199',
};
const PERSONAL = ['zoraida', 'quimbleton', '4155550199'];

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

let sandbox: OpenSandbox;
let logged: unknown[];

/** Of these tests alone: others have the context graph in theirs, which keeps people in the clear. */
let folder: string;
const { N8N_USER_FOLDER } = process.env;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-privacy-'));
	process.env.N8N_USER_FOLDER = folder;
	process.env[CONTEXT_VARIABLE] = 'off';
});

beforeEach(async () => {
	sandbox = await openSkippingSandbox();
	logged = [];
	for (const level of LEVELS) {
		jest.spyOn(Container.get(Logger), level).mockImplementation((...said) => {
			logged.push(said);
		});
	}
});

afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

afterAll(async () => {
	delete process.env[CONTEXT_VARIABLE];
	await gtmProcess().ledger().close();
	if (N8N_USER_FOLDER === undefined) delete process.env.N8N_USER_FOLDER;
	else process.env.N8N_USER_FOLDER = N8N_USER_FOLDER;
	rmSync(folder, { recursive: true, force: true });
});

const email = '={{ $json.email }}';

/** An operation of each node that sends something about the person. */
const OPERATIONS: Array<Pick<GtmRun, 'type' | 'parameters'> & { vendor: string }> = [
	{
		vendor: 'hubspot',
		type: 'gtmCrm',
		parameters: {
			vendor: 'hubspot',
			authentication: 'apiKey',
			resource: 'contact',
			operation: 'upsert',
			inputMode: 'json',
			json: '={{ JSON.stringify($json) }}',
		},
	},
	{
		vendor: 'hubspot',
		type: 'gtmCrm',
		parameters: {
			vendor: 'hubspot',
			authentication: 'apiKey',
			resource: 'contact',
			operation: 'get',
			record: { __rl: true, mode: 'email', value: email },
		},
	},
	{
		vendor: 'apollo',
		type: 'gtmSequencer',
		parameters: {
			vendor: 'apollo',
			resource: 'enrollment',
			operation: 'enroll',
			sequence: { __rl: true, mode: 'id', value: sequenceId('sequence-1') },
			email,
			options: { firstName: '={{ $json.firstName }}', lastName: '={{ $json.lastName }}' },
		},
	},
	...['apollo', 'hunter', 'pdl'].map((vendor) => ({
		vendor,
		type: 'gtmEnrichment' as const,
		parameters: { vendor, resource: 'person', operation: 'enrich', email },
	})),
	{
		vendor: 'hunter',
		type: 'gtmEnrichment',
		parameters: { vendor: 'hunter', resource: 'email', operation: 'verify', email },
	},
];

const KEYS = ['sandbox-apollo-master', 'pat-sandbox-hubspot', 'sandbox-hunter', 'sandbox-pdl'];
const WRONG = 'a-wrong-key-0123456789-0123456789';

/** Everything of a run that others than its owner may read, as text in small letters. */
function toldBy({ error, hints }: Awaited<ReturnType<typeof runGtmNode>>): string {
	const { message, description, stack, cause } = (error ?? {}) as unknown as Record<
		string,
		unknown
	>;
	const causes = cause instanceof Error ? [cause.message, cause.stack] : [cause];
	return JSON.stringify([message, description, stack, causes, hints, logged]).toLowerCase();
}

/** The whole run but what the flow itself put in and got out. */
function runData({ run }: Awaited<ReturnType<typeof runGtmNode>>): string {
	return JSON.stringify(run.data.resultData);
}

const trouble: Array<{
	name: string;
	fault?: FaultKind;
	credentials?: GtmRun['credentials'];
}> = [
	{
		name: 'a wrong key',
		credentials: {
			gtmApolloApi: { apiKey: WRONG },
			gtmHubspotApi: { accessToken: WRONG },
			gtmHunterApi: { apiKey: WRONG },
			gtmPeopleDataLabsApi: { apiKey: WRONG },
		},
	},
	{ name: 'an error of the vendor', fault: 'server_error' },
	{ name: 'a broken connection', fault: 'reset' },
	{ name: 'a web page instead of an answer', fault: 'garbage' },
	{ name: 'nothing at all' },
];

describe.each(OPERATIONS)('$type $parameters.operation with $vendor', (operation) => {
	it.each(trouble)(
		'tells no key and nothing of the person after $name',
		async ({ fault, credentials = {} }) => {
			if (fault) {
				sandbox.sandbox.setFault({ vendor: operation.vendor, kind: fault, probability: 1 });
			}
			const finished = await runGtmNode(sandbox, {
				...operation,
				items: [PERSON],
				credentials,
			});
			if (credentials.gtmApolloApi) expect(finished.error).toBeDefined();
			const told = toldBy(finished);
			for (const word of PERSONAL) expect(told).not.toContain(word);
			for (const key of [...KEYS, WRONG]) {
				expect(told).not.toContain(key);
				expect(runData(finished)).not.toContain(key);
				expect(JSON.stringify(sandbox.sandbox.log.list())).not.toContain(key);
			}
		},
		60_000,
	);
});

it('neither addresses nor answers are kept in the clear, but in the context graph', async () => {
	const [, , enroll, enrich] = OPERATIONS;
	if (!enroll || !enrich) throw new Error('there is no such operation');
	await runGtmNode(sandbox, { ...enroll, items: [PERSON] });
	const { items } = await runGtmNode(sandbox, {
		type: 'gtmEnrichment',
		parameters: {
			resource: 'waterfall',
			operation: 'person',
			vendor: ['apollo', 'pdl'],
			wanted: 'title',
			options: { perRun: 10, perDay: 10 },
			email,
		},
		items: [PERSON, { email: sandbox.sandbox.world.examples.person.email }],
	});
	expect(items.map(({ status }) => status)).toEqual(['not_found', 'found']);
	const folder = path.dirname(storeFile(process.env));
	const kept = readdirSync(folder)
		.map((name) => readFileSync(path.join(folder, name), 'latin1'))
		.join()
		.toLowerCase();
	expect(kept.length).toBeGreaterThan(1_000);
	const [local = ''] = sandbox.sandbox.world.examples.person.email.split('@');
	for (const word of [...PERSONAL, local.toLowerCase()]) expect(kept).not.toContain(word);
});
