import type { INodeParameters } from 'n8n-workflow';

import { sequenceId } from '../../../sandbox/vendors/apollo/state.ts';
import { idOf } from '../../../sandbox/vendors/lemlist/state.ts';
import { CONTEXT_VARIABLE } from '../../../src/n8n/context/graph-switch';
import { contextGraph } from '../../../src/n8n/context/process-graph';
import { GTM_PROCESS } from '../../../src/n8n/gtm/gtm-process';
import { type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSkippingSandbox } from '../gtm/skipping-clock';
import { answered } from '../GtmToolkit/toolkit-server';
import { byId } from '../GtmSequencer/sequencer-node';
import { useContextFolder } from './context-folder';

const KIM = 'kim@guarded-run.com';
const DOMAIN = 'guarded-run.com';
const BY_CRM = { source: 'hubspot' };

useContextFolder();

/** Each makes a world of some thousand people. */
jest.setTimeout(60_000);

let sandbox: OpenSandbox;
const SEQUENCE = sequenceId('sequence-1');
const CAMPAIGN = idOf('cam', 'sequence-1');

const run = async (
	type: 'gtmCrm' | 'gtmEnrichment' | 'gtmSequencer',
	parameters: INodeParameters,
) => (await runGtmNode(sandbox, { type, parameters })).items;

const enroll = async (options: INodeParameters = {}, email = KIM) => {
	const [item] = await run('gtmSequencer', {
		vendor: 'apollo',
		resource: 'enrollment',
		operation: 'enroll',
		sequence: byId(SEQUENCE),
		email,
		options,
	});
	return item;
};

const enrich = async () =>
	await run('gtmEnrichment', {
		vendor: 'hunter',
		resource: 'person',
		operation: 'enrich',
		email: KIM,
	});

async function accountIs(facts: Record<string, string>): Promise<void> {
	const graph = await contextGraph();
	await graph.upsertFacts({
		type: 'account',
		identifiers: [{ kind: 'domain', value: DOMAIN }],
		facts: Object.entries(facts).map(([attribute, value]) => ({ attribute, value })),
		...BY_CRM,
	});
}

async function kimIs(facts: Record<string, string | boolean>): Promise<void> {
	const graph = await contextGraph();
	await graph.upsertFacts({
		type: 'contact',
		identifiers: [{ kind: 'email', value: KIM }],
		facts: Object.entries(facts).map(([attribute, value]) => ({ attribute, value })),
		...BY_CRM,
	});
}

beforeEach(async () => {
	delete (globalThis as Record<symbol, unknown>)[GTM_PROCESS];
	sandbox = await openSkippingSandbox();
});

afterEach(async () => {
	delete process.env[CONTEXT_VARIABLE];
	await sandbox.close();
	delete (globalThis as Record<symbol, unknown>)[GTM_PROCESS];
});

describe('an enrollment', () => {
	it('of somebody whom nobody knows is made, and made once', async () => {
		expect(await enroll()).toMatchObject({ status: 'created' });
		expect(await enroll()).toMatchObject({ status: 'unchanged' });
	});

	it('of a customer is held back with what would unblock it, unless the user allows it', async () => {
		await kimIs({ firstName: 'Kim' });
		await accountIs({ lifecycle: 'customer' });
		const before = sandbox.sandbox.log.count;
		expect(await enroll()).toMatchObject({
			status: 'skipped',
			reason: {
				code: 'customer',
				message: expect.stringContaining('To unblock: ask the owner of the account') as string,
			},
		});
		expect(sandbox.sandbox.log.count).toBe(before);
		expect(await enroll({ evenIf: ['customer'] })).toMatchObject({ status: 'created' });
	});

	it('waits until the person may be contacted again', async () => {
		const graph = await contextGraph();
		await graph.recordEvent(
			{ email: KIM },
			{ type: 'call.made', at: new Date(Date.now() - 3_600_000).toISOString() },
			BY_CRM,
		);
		const item = await enroll();
		expect(item).toMatchObject({
			status: 'skipped',
			reason: { code: 'cool_down' },
			retry: { advised: true },
		});
		const { afterMs } = item?.retry as { afterMs: number };
		expect(afterMs).toBeGreaterThan(22 * 3_600_000);
		expect(await enroll({ evenIf: ['cool_down'] })).toMatchObject({ status: 'created' });
	});

	it('of somebody who is in a sequence of another vendor is held back', async () => {
		const graph = await contextGraph();
		const elsewhere = { provider: 'lemlist', sequenceId: 'c-1', sequenceName: 'Nurture' };
		await graph.recordEnrollment({ email: KIM }, { ...elsewhere, status: 'active' }, BY_CRM);
		expect(await enroll()).toMatchObject({
			status: 'skipped',
			reason: {
				code: 'active_elsewhere',
				message: expect.stringContaining('Nurture (lemlist)') as string,
			},
		});
		expect(await enroll({ evenIfElsewhere: true })).toMatchObject({ status: 'created' });
	});

	it('of somebody who opted out is refused whatever the user allows', async () => {
		await kimIs({ optedOut: true });
		const evenIf = ['customer', 'open_deal', 'cool_down', 'cap_reached'];
		expect(await enroll({ evenIf, evenIfElsewhere: true })).toMatchObject({
			status: 'suppressed',
			reason: { code: 'opted_out' },
		});
	});

	it('is resumed for nobody who must not hear from us any more', async () => {
		const graph = await contextGraph();
		const identifier = { kind: 'email', value: KIM };
		await graph.suppress({ identifier, reason: 'asked by phone' }, { source: 'support' });
		const resume = { vendor: 'lemlist', resource: 'enrollment', operation: 'resume' };
		const items = await run('gtmSequencer', { ...resume, sequence: byId(SEQUENCE), email: KIM });
		expect(items).toMatchObject([{ status: 'suppressed', reason: { code: 'suppressed_email' } }]);
	});

	it('asks the suppression list alone in an n8n whose graph is off', async () => {
		await kimIs({ firstName: 'Kim' });
		await accountIs({ lifecycle: 'customer' });
		process.env[CONTEXT_VARIABLE] = 'off';
		expect(await enroll()).toMatchObject({ status: 'created' });
	});
});

describe('somebody of the CRM who asked not to be contacted', () => {
	const CRM = { vendor: 'hubspot', authentication: 'apiKey' };
	let contactId: string;

	beforeEach(async () => {
		const json = JSON.stringify({ email: KIM, firstName: 'Kim' });
		const upsert = { ...CRM, resource: 'contact', operation: 'upsert', inputMode: 'json', json };
		const [kept] = await run('gtmCrm', upsert);
		contactId = (kept?.record as { id: string }).id;
		const graph = await contextGraph();
		const identifier = { kind: 'email', value: KIM };
		await graph.suppress({ identifier, reason: 'asked by phone' }, { source: 'support' });
	});

	const log = async (operation: string, activityFields: INodeParameters = {}) => {
		const [item] = await run('gtmCrm', {
			...CRM,
			resource: 'activity',
			operation,
			subject: 'Call back',
			associations: { contactIds: contactId },
			activityFields,
		});
		return item;
	};

	const trigger = async (checkSuppression: boolean) => {
		const [item] = await run('gtmCrm', {
			...CRM,
			resource: 'workflow',
			operation: 'trigger',
			workflow: '42',
			entity: 'contact',
			recordId: contactId,
			inputs: '{}',
			checkSuppression,
		});
		return item;
	};

	it('gets no new task by the ID of the record alone, unless the user says so', async () => {
		expect(await log('task')).toMatchObject({
			status: 'suppressed',
			reason: { code: 'suppressed_email' },
			notes: [`The contact is ${contactId}.`],
		});
		expect(await log('task', { checkSuppression: false })).toMatchObject({ status: 'created' });
	});

	it('has what took place in their history all the same', async () => {
		for (const kind of ['note', 'call']) {
			expect(await log(kind)).toMatchObject({ status: 'created' });
		}
		expect(await log('task', { done: true })).toMatchObject({ status: 'created' });
	});

	it('is started in no workflow of the CRM, unless the user says so', async () => {
		expect(await trigger(true)).toMatchObject({ status: 'suppressed' });
		const before = sandbox.sandbox.log.count;
		await trigger(false);
		expect(sandbox.sandbox.log.count).toBeGreaterThan(before);
	});

	it('can be paused and stopped at any time', async () => {
		const graph = await contextGraph();
		const identifier = { kind: 'email', value: KIM };
		const of = { vendor: 'lemlist', resource: 'enrollment', sequence: byId(CAMPAIGN), email: KIM };
		await graph.release(identifier, 'everywhere', { source: 'support' });
		const enrolled = await run('gtmSequencer', { ...of, operation: 'enroll' });
		expect(enrolled).toMatchObject([{ status: 'created' }]);
		await graph.suppress({ identifier, reason: 'asked by phone' }, { source: 'support' });
		for (const operation of ['pause', 'stop']) {
			const items = await run('gtmSequencer', { ...of, operation });
			expect(items).toMatchObject([{ status: 'updated' }]);
		}
	});
});

it('an enrichment of somebody on the list costs nothing, for nobody is asked', async () => {
	const graph = await contextGraph();
	const identifier = { kind: 'domain', value: DOMAIN };
	await graph.suppress({ identifier, reason: 'competitor' }, { source: 'sales' });
	const before = sandbox.sandbox.log.count;
	expect(await enrich()).toMatchObject([
		{
			status: 'suppressed',
			reason: {
				message:
					'This domain is on the suppression list (competitor, says sales). Nothing was sent',
			},
		},
	]);
	expect(sandbox.sandbox.log.count).toBe(before);
});

it('a scope holds where it says: who is suppressed for sequencers is written to the CRM', async () => {
	const graph = await contextGraph();
	const identifier = { kind: 'email', value: KIM };
	await graph.suppress({ identifier, reason: 'asked', scope: 'sequencer' }, { source: 'sales' });
	expect(await enroll()).toMatchObject({ status: 'suppressed' });
	const upsert = { vendor: 'hubspot', authentication: 'apiKey', resource: 'contact' };
	const json = JSON.stringify({ email: KIM, firstName: 'Kim' });
	const written = { ...upsert, operation: 'upsert', inputMode: 'json', json };
	expect(await run('gtmCrm', written)).toMatchObject([{ status: 'created' }]);
});

it('a tool of a toolkit tells the model why it wrote nothing, and what would unblock it', async () => {
	await kimIs({ firstName: 'Kim' });
	await accountIs({ lifecycle: 'customer' });
	const { result } = await answered(sandbox, [{ server: 'sequencer.apollo', writes: 'on' }], {
		method: 'tools/call',
		params: {
			name: 'enroll_contact',
			arguments: { sequenceId: SEQUENCE, email: KIM, evenIf: ['customer'] },
		},
	});
	// What sets a block aside is no argument of the tool.
	expect(result).toMatchObject({ structuredContent: { status: 'skipped' } });
	const { result: told } = await answered(sandbox, [{ server: 'sequencer.apollo', writes: 'on' }], {
		method: 'tools/call',
		params: { name: 'enroll_contact', arguments: { sequenceId: SEQUENCE, email: KIM } },
	});
	expect(told).toMatchObject({
		structuredContent: { status: 'skipped', reason: { code: 'customer' } },
	});
});
