import { failureOf } from './setup/client-step';
import { loggedInClient } from './setup/n8n-context';
import { callTool, countsOf, form, leadersOf, only, runsOf } from './setup/playbook-runs';
import { type OpenPlaybooks, openPlaybooks, type Playbook } from './setup/playbooks';
import type { Person } from '../../sandbox/world/world';

/** Whole playbooks, one after the other, on a busy machine. */
jest.setTimeout(400_000);

const DEMO = 'We would like a demo for 40 people.';

let playbooks: OpenPlaybooks;
/** Others than those of the tests that share the context graph. */
let lead: (place: number) => Person;

beforeAll(async () => {
	playbooks = await openPlaybooks('tools', 'Tools');
	const leader = leadersOf(playbooks);
	lead = (place) => leader(20 + place);
});

afterAll(async () => await playbooks?.close());

type User = Parameters<typeof callTool>[2];

interface Door {
	playbook: Playbook;
	path: string;
	name: string;
	argumentsFor: (person: Person) => Record<string, unknown>;
}

const QUALIFY: Door = {
	playbook: 'qualify',
	path: 'tools-qualification',
	name: 'qualify_lead',
	argumentsFor: (person) => form(person, DEMO),
};

const ROUTE: Door = {
	playbook: 'route',
	path: 'tools-routing',
	name: 'route_lead',
	argumentsFor: ({ email }) => ({ email, tier: 'A' }),
};

const callAt = async ({ path, name, argumentsFor }: Door, person: Person, user: User) =>
	await callTool(path, { name, arguments: argumentsFor(person) }, user);

/** What a call answers, what the user was asked, and how its run went. */
async function call(door: Door, person: Person, user: User) {
	let told: Awaited<ReturnType<typeof callTool>> | undefined;
	const [run] = await runsOf(playbooks, door.playbook, async () => {
		told = await callAt(door, person, user);
	});
	if (told === undefined || run === undefined) throw new Error('the tool was not called');
	return { ...told, run };
}

describe('qualify_lead, called by a foreign client', () => {
	it('decides, asks the user once, and then writes contact and task and enrolls', async () => {
		const before = countsOf(playbooks);
		const { answer, questions, run } = await call(QUALIFY, lead(0), 'accept');
		expect(failureOf(run)).toBeUndefined();
		expect(answer).toMatchObject({
			decision: 'route_sales',
			tier: expect.stringMatching(/^[AB]$/),
			decidedBy: 'model',
			written: 'contact and task for the rep',
			sequence: 'created: Inbound follow-up',
		});
		expect(questions).toEqual([expect.stringContaining(`Save ${lead(0).email} in the CRM`)]);
		expect(countsOf(playbooks)).toMatchObject({
			activities: before.activities + 1,
			leads: before.leads + 1,
		});
	});

	it('says why it does not decide about the same lead again that day', async () => {
		const { answer, questions } = await call(QUALIFY, lead(0), 'accept');
		expect(answer).toEqual({
			status: 'stopped',
			why: expect.stringContaining('qualify has run for this one: route_sales'),
		});
		expect(questions).toEqual([]);
	});
});

describe('route_lead, called by a foreign client', () => {
	it('asks the user, enrolls once, and says so', async () => {
		const before = countsOf(playbooks);
		const { answer, questions } = await call(ROUTE, lead(3), 'accept');
		expect(answer).toMatchObject({ status: 'created', sequence: 'Inbound follow-up' });
		expect(questions).toEqual([
			expect.stringContaining(`Enroll ${lead(3).email} in Inbound follow-up?`),
		]);
		const { answer: again } = await call(ROUTE, lead(3), 'accept');
		expect(again).toMatchObject({ status: 'stopped' });
		expect(countsOf(playbooks)).toEqual({ ...before, leads: before.leads + 1 });
	});
});

describe.each([
	[
		'qualify_lead',
		QUALIFY,
		1,
		{ decision: 'route_sales', written: 'nothing: the user did not approve it' },
		{ decision: 'route_sales', written: 'nothing: this client cannot ask its user' },
	],
	['route_lead', ROUTE, 4, { status: 'declined' }, { status: 'not_asked' }],
] as const)('%s', (name, door, place, declined, unable) => {
	/** Qualify ends with what it decided, whoever writes it down. */
	const ended = (verdict: string) => ({
		status: 'ended',
		verdict: name === 'qualify_lead' ? 'route_sales' : verdict,
	});

	it('writes nothing where the user declines, and its run ends', async () => {
		const before = countsOf(playbooks);
		const { answer, run } = await call(door, lead(place), 'decline');
		expect(answer).toMatchObject(declined);
		expect(only(run, 'End')).toMatchObject(ended('declined'));
		expect(countsOf(playbooks)).toEqual(before);
	});

	it('answers and writes nothing where the client cannot ask its user, and its run ends', async () => {
		const before = countsOf(playbooks);
		const { answer, isError, run } = await call(door, lead(place + 1), 'unable');
		expect(isError).toBe(false);
		expect(answer).toMatchObject(unable);
		expect(only(run, 'End')).toMatchObject(ended('not_asked'));
		expect(countsOf(playbooks)).toEqual(before);
	});
});

describe('write_opener, called by a foreign client', () => {
	it('hands the text out where the client cannot ask its user, and does not keep it', async () => {
		const { email } = lead(7);
		const arguments_ = { name: 'write_opener', arguments: { email } };
		const { answer, isError } = await callTool('tools-openers', arguments_, 'unable');
		expect(isError).toBe(false);
		expect(answer).toMatchObject({
			status: 'not_asked',
			body: expect.stringContaining('unsubscribe'),
		});
	});
});

describe('on Dry Run', () => {
	const dryRun = async (playbook: Playbook) => {
		const n8n = loggedInClient();
		const workflow = await n8n.getWorkflow(playbooks.ids[playbook]);
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Begin'
				? { ...node, parameters: { ...node.parameters, mode: 'dry_run' } }
				: node,
		);
		const saved = await n8n.updateWorkflow(workflow.id, { nodes });
		await n8n.publishWorkflow(saved.id, saved.versionId);
	};

	it('both go through all steps, and neither asks nor writes', async () => {
		await dryRun('qualify');
		await dryRun('route');
		const before = countsOf(playbooks);
		const qualified = await call(QUALIFY, lead(6), 'accept');
		expect(qualified.answer).toMatchObject({
			decision: 'route_sales',
			written: 'nothing: dry run',
		});
		const routed = await call(ROUTE, lead(6), 'accept');
		expect(routed.answer).toMatchObject({ status: 'dry_run', sequence: 'Inbound follow-up' });
		expect([...qualified.questions, ...routed.questions]).toEqual([]);
		expect(countsOf(playbooks)).toEqual(before);
	});
});
