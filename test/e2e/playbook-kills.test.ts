import { setTimeout as pause } from 'node:timers/promises';

import { failureOf } from './setup/client-step';
import { loggedInClient } from './setup/n8n-context';
import { callTool, countsOf, form, leadersOf, only, post, runsOf } from './setup/playbook-runs';
import { type OpenPlaybooks, openPlaybooks, PATIENCE_MS, type Playbook } from './setup/playbooks';
import type { Fault } from '../../sandbox/frame/faults';
import type { Person } from '../../sandbox/world/world';

/** Whole playbooks, one after the other, on a busy machine. */
jest.setTimeout(400_000);

let playbooks: OpenPlaybooks;
/** Others than those of the tests that share the context graph. */
let lead: (place: number) => Person;

beforeAll(async () => {
	playbooks = await openPlaybooks('kills', 'Kills');
	const leader = leadersOf(playbooks);
	lead = (place) => leader(30 + place);
});

afterAll(async () => await playbooks?.close());

/** Where a run stands still, and what brings everything back to normal. */
interface Halt {
	reached(): boolean;
	letGoOn(): void;
}

/** The model thinks without end, about this job. */
function haltedByModel(job: string): Halt {
	const answer = Promise.withResolvers<undefined>();
	let reached = false;
	playbooks.letModelSay(({ messages }) => {
		const system = messages.find(({ role }) => role === 'system')?.text ?? '';
		if (!system.includes(job)) return undefined;
		reached = true;
		return answer.promise;
	});
	return {
		reached: () => reached,
		letGoOn() {
			playbooks.letModelSay(() => undefined);
			answer.resolve(undefined);
		},
	};
}

/** A vendor does what it is asked to, and never says so. */
function haltedBy(fault: Pick<Fault, 'vendor' | 'route' | 'when'>, done: () => boolean): Halt {
	const { sandbox } = playbooks.sandbox;
	sandbox.setFault({ kind: 'timeout', ...fault });
	return { reached: done, letGoOn: () => sandbox.faults.clear() };
}

/** Begins a run, and kills it where it stands still. */
async function killHalfWay(playbook: Playbook, begin: () => Promise<unknown>, halt: Halt) {
	let begun: Promise<unknown> = Promise.resolve();
	const deadline = Date.now() + PATIENCE_MS;
	const [run] = await runsOf(
		playbooks,
		playbook,
		async () => {
			// Whoever began it hears in one way or another that it was killed.
			begun = Promise.allSettled([begin()]);
			while (!halt.reached()) {
				if (Date.now() > deadline) throw new Error(`${playbook} did not come that far`);
				await pause(50);
			}
		},
		{ ended: false },
	);
	const n8n = loggedInClient();
	await n8n.stopExecution(run?.id ?? '');
	halt.letGoOn();
	await begun;
	expect((await n8n.waitForExecution(run?.id ?? '')).status).toBe('canceled');
}

/** The next run takes the place of the killed one and comes to its end, and there is nothing left of it. */
async function expectOneEnd(playbook: Playbook, begin: () => Promise<unknown>) {
	const [again] = await runsOf(playbooks, playbook, begin);
	expect(only(again, 'Begin')).toMatchObject({ go: 'live', resumed: true });
	expect(only(again, 'End')).toMatchObject({ status: 'ended' });
	const [later] = await runsOf(playbooks, playbook, begin);
	expect(only(later, 'Begin')).not.toHaveProperty('resumed');
	return again;
}

describe('a run that is killed half-way and run again ends once', () => {
	it.each([
		['the contact', 0, '/batch/upsert', 'contacts', 1],
		// The task, which may be there or not, and one that asks the rep to look.
		['the task', 4, '', 'activities', 2],
	] as const)(
		'where it qualifies, and %s is in the CRM already',
		async (_, place, path, written, tasks) => {
			const before = countsOf(playbooks);
			const leadId = `kill-${written}`;
			const begin = async () =>
				await post('kills-playbook-lead', { ...form(lead(place), 'A demo, please'), leadId });
			const done = () => countsOf(playbooks)[written] > before[written];
			const route = `POST /crm/objects/2026-09/{type}${path}`;
			const halt = haltedBy({ vendor: 'hubspot', when: 'after', route }, done);
			await killHalfWay('qualify', begin, halt);
			const again = await expectOneEnd('qualify', begin);
			expect(only(again, 'Task to Check').status).toBe(tasks === 2 ? 'created' : undefined);
			expect(countsOf(playbooks)).toMatchObject({
				activities: before.activities + tasks,
				leads: before.leads + 1,
			});
		},
	);

	it('where it qualifies, and waits for the sequence to be picked', async () => {
		const person = lead(1);
		const before = countsOf(playbooks);
		const begin = async () =>
			await post('kills-playbook-lead', { ...form(person, 'A demo, please'), leadId: 'kill-2' });
		await killHalfWay('qualify', begin, haltedByModel('pick a sequence'));
		await expectOneEnd('qualify', begin);
		expect(countsOf(playbooks)).toMatchObject({
			activities: before.activities + 1,
			leads: before.leads + 1,
		});
	});

	it('where it routes, and the sequencer has enrolled without saying so', async () => {
		const { email } = lead(2);
		const before = countsOf(playbooks);
		const begin = async () => await post('kills-playbook-route', { email, tier: 'A' });
		const enrolled = () => countsOf(playbooks).leads > before.leads;
		const route = 'POST /api/campaigns/{campaignId}/leads/';
		const halt = haltedBy({ vendor: 'lemlist', when: 'after', route }, enrolled);
		await killHalfWay('route', begin, halt);
		await expectOneEnd('route', begin);
		expect(countsOf(playbooks).leads).toBe(before.leads + 1);
	});

	it('where it writes an opener, and the model drafts', async () => {
		const call = { name: 'write_opener', arguments: { email: lead(3).email } };
		const answers: unknown[] = [];
		const begin = async () => {
			const { answer } = await callTool('kills-openers', call);
			answers.push(answer);
		};
		await killHalfWay('opener', begin, haltedByModel('write an opener'));
		await expectOneEnd('opener', begin);
		expect(answers.at(-1)).toMatchObject({ status: 'approved' });
	});

	it('where it briefs, and the note is in the CRM already', async () => {
		const { domain } = playbooks.sandbox.sandbox.world.examples.account;
		const before = countsOf(playbooks);
		const call = { name: 'brief_account', arguments: { domain } };
		const begin = async () => await callTool('kills-briefings', call);
		const noted = () => countsOf(playbooks).activities > before.activities;
		const route = 'POST /crm/objects/2026-09/{type}';
		const halt = haltedBy({ vendor: 'hubspot', when: 'after', route }, noted);
		await killHalfWay('briefing', begin, halt);
		await expectOneEnd('briefing', begin);
		expect(countsOf(playbooks).activities).toBe(before.activities + 1);
	});
});

describe('a run whose task the CRM does not take', () => {
	it('has no end, so that the backstop finds it, and ends once, with a task that asks to look, when the CRM is back', async () => {
		const before = countsOf(playbooks);
		const { sandbox } = playbooks.sandbox;
		const begin = async () =>
			await post('kills-playbook-lead', { ...form(lead(5), 'A demo, please'), leadId: 'down' });
		const route = 'POST /crm/objects/2026-09/{type}';
		sandbox.setFault({ vendor: 'hubspot', kind: 'unavailable', route });
		const [failed] = await runsOf(playbooks, 'qualify', begin);
		sandbox.faults.clear();
		expect(String(failed && failureOf(failed)?.message)).toContain(
			'the backstop runs this lead again',
		);
		const again = await expectOneEnd('qualify', begin);
		expect(only(again, 'Task to Check').status).toBe('created');
		expect(countsOf(playbooks)).toMatchObject({
			activities: before.activities + 1,
			leads: before.leads + 1,
		});
	});
});
