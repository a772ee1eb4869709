import type { Requirements, Revision } from '../../../../scripts/conformance/requirements';
import type { ScenarioResult } from '../../../../scripts/conformance/scenario-result';
import {
	renderMarkdown,
	renderSummary,
	renderText,
	tableOf,
} from '../../../../scripts/conformance/table';
import { verdict } from '../../../../scripts/conformance/verdict';
import type { Run } from '../../../../scripts/conformance/verdict';

const required: Requirements = {
	scored: ['ping', 'tools-list'],
	notScored: [{ scenario: 'server-sse-polling', reason: 'pending' }],
};
const requirements: Record<Revision, Requirements> = {
	'2025-11-25': required,
	'2026-07-28': required,
};

function result(scenario: string, outcome: ScenarioResult['outcome']): ScenarioResult {
	const failures = outcome === 'failed' ? ['a: wrong'] : [];
	const passed = outcome === 'passed' ? 2 : 1;
	return { scenario, outcome, passed, failed: failures.length, failures, warnings: [] };
}

function run(target: Run['target'], ...outcomes: Array<ScenarioResult['outcome']>): Run {
	const scenarios = ['ping', 'tools-list', 'server-sse-polling'];
	const results = outcomes.map((outcome, index) => result(scenarios[index] ?? '', outcome));
	return { target, revision: '2025-11-25', results };
}

const limit = {
	target: 'webhook',
	revision: '2025-11-25',
	scenario: 'ping',
	reason: 'n8n answers itself',
} as const;

describe('the verdict on our server', () => {
	it('names an expected scenario that fails, with the checks', () => {
		expect(verdict([run('port', 'failed', 'passed')], requirements, [])).toEqual([
			'port, 2025-11-25: ping: failed',
			'    a: wrong',
		]);
	});

	it('counts a scenario without a result as a failure', () => {
		expect(verdict([run('port', 'not run')], requirements, [])).toHaveLength(1);
	});

	it('leaves out what nobody expects, and the built-in trigger', () => {
		const runs = [run('port', 'passed', 'passed', 'failed'), run('builtin', 'failed', 'failed')];
		expect(verdict(runs, requirements, [])).toEqual([]);
	});

	it('accepts a known limit, but not one that is none any more', () => {
		expect(verdict([run('webhook', 'failed', 'passed')], requirements, [limit])).toEqual([]);
		expect(verdict([run('webhook', 'passed', 'passed')], requirements, [limit])).toEqual([
			'webhook, 2025-11-25: ping passes, but is listed as a known limit',
		]);
	});
});

describe('the table of a revision', () => {
	const runs = [run('webhook', 'failed', 'passed', 'passed'), run('builtin', 'passed', 'failed')];
	const table = tableOf('2025-11-25', runs, required);

	it('sets the targets side by side and ends with the score', () => {
		expect(renderText(table).split('\n')).toEqual([
			"scenario, 2025-11-25          ours, n8n's URL  built-in trigger",
			'ping                          FAIL 1/2         pass 2/2',
			'tools-list                    pass 2/2         FAIL 1/2',
			'server-sse-polling (pending)  pass 2/2',
			'scored, passed                1/2              1/2',
		]);
	});

	it('is summed up for each target, with what is expected beyond the score', () => {
		const tasks: Requirements = {
			scored: ['ping'],
			notScored: [{ scenario: 'tasks-lifecycle', reason: 'extension' }],
		};
		const results = [result('ping', 'passed'), result('tasks-lifecycle', 'failed')];
		const summary = renderSummary([{ target: 'port', revision: '2026-07-28', results }], {
			'2025-11-25': required,
			'2026-07-28': tasks,
		});
		expect(summary.split('\n').at(-1)).toBe('| ours, own port | 2026-07-28 | 1/1 | 0/1 |');
	});

	it('becomes Markdown, with the known limits below', () => {
		const markdown = renderMarkdown([table], [limit]);
		expect(markdown).toContain('| ping | FAIL 1/2 | pass 2/2 |');
		expect(markdown).toContain("- ours, n8n's URL, 2025-11-25, `ping`: n8n answers itself");
	});
});
