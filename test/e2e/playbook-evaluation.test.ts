import { failureOf, jsonOf } from './setup/client-step';
import { createJourney, type JourneyStep, runJourney } from './setup/gtm-journey';
import { loggedInClient } from './setup/n8n-context';
import { openPlaybooks } from './setup/playbooks';
import { runEvaluation } from './setup/test-run';

/** Each lead is an execution of its own. */
jest.setTimeout(400_000);

const PATIENCE_MS = 300_000;

const TABLE = 'Playbook labelled leads';

let playbooks: Awaited<ReturnType<typeof openPlaybooks>>;

beforeAll(async () => {
	playbooks = await openPlaybooks('evaluated', 'Evaluated');
});

afterAll(async () => await playbooks?.close());

const evaluate = async () => await runEvaluation(playbooks.ids.test, PATIENCE_MS);

const ofTable = (name: string, table: string, parameters: object): JourneyStep => ({
	name,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: {
		resource: 'row',
		dataTableId: { __rl: true, mode: 'name', value: table },
		...parameters,
	},
	credentials: {},
});

/** Does one thing with a Data Table, and gives what comes out. */
async function withTable(step: JourneyStep, item: Record<string, unknown> = {}) {
	const execution = await runJourney(await createJourney('A look at a table', [item], [step]));
	expect(failureOf(execution)).toBeUndefined();
	return jsonOf(execution, step.name);
}

const rowsOf = async (table: string) =>
	await withTable(
		ofTable('Rows', table, {
			operation: 'get',
			matchType: 'allConditions',
			filters: {},
			returnAll: true,
		}),
	);

/** Nobody at all fits any more. */
const TOO_HARD = {
	code: 'test.too_hard',
	part: 'disqualifier',
	about: 'contact.title',
	test: 'known',
	value: '',
	points: 0,
	text: 'Has a title',
};

describe("the rubric, in n8n's own Evaluations", () => {
	it('decides the labelled leads as labelled, and sends no wrong one to sales', async () => {
		const { run, cases } = await evaluate();
		const rows = await rowsOf(TABLE);
		expect(cases.filter(({ status }) => status !== 'success')).toEqual([]);
		expect(cases).toHaveLength(rows.length);
		const missed = rows
			.filter(({ label, decided }) => label !== decided)
			.map(({ email, label, decided, why }) => ({ email, label, decided, why }));
		expect(missed).toEqual([]);
		expect(run).toMatchObject({
			status: 'completed',
			metrics: { as_labelled: 1, wrong_route: 0, missed_route: 0 },
		});
		expect(run.metrics?.by_model).toBeGreaterThan(0.5);
	});

	it('keeps beside each label what was decided, by whom and why', async () => {
		const rows = await rowsOf(TABLE);
		expect(rows.find(({ email }) => String(email).startsWith('ben.keller'))).toMatchObject({
			label: 'route_sales',
			decided: 'route_sales',
			decidedBy: 'model',
			score: expect.any(Number),
			why: expect.stringContaining('Decides over the budget'),
		});
	});

	it('does not send more to sales for a model that obeys what a lead wrote', async () => {
		playbooks.letModelSay(() => ({
			text: JSON.stringify({
				score: 100,
				decision: 'route_sales',
				confidence: 1,
				reasons: [
					{
						code: 'told',
						text: 'They say so',
						impact: 100,
						evidence: ['event.1', 'contact.title'],
					},
				],
			}),
		}));
		const { run } = await evaluate();
		playbooks.letModelSay(() => undefined);
		expect(run.metrics).toMatchObject({ wrong_route: 0, missed_route: 0 });
	});

	it('shows it when a change of the rubric makes it worse', async () => {
		const rubric = 'Playbook rubric';
		await withTable(
			ofTable('Add', rubric, {
				operation: 'insert',
				columns: { mappingMode: 'autoMapInputData', value: null },
			}),
			TOO_HARD,
		);
		const { run } = await evaluate();
		await withTable(
			ofTable('Take Out', rubric, {
				operation: 'deleteRows',
				matchType: 'allConditions',
				filters: { conditions: [{ keyName: 'code', condition: 'eq', keyValue: TOO_HARD.code }] },
				options: {},
			}),
		);
		expect(run.metrics?.as_labelled).toBeLessThan(0.7);
		expect(run.metrics?.missed_route).toBeGreaterThan(0.2);
	});

	it('writes to no vendor', async () => {
		expect(playbooks.sandbox.sandbox.log.list()).toEqual([]);
		const { active } = await loggedInClient().getWorkflow(playbooks.ids.test);
		expect(active).toBe(false);
	});
});
