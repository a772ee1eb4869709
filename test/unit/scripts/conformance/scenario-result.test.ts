import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	CLIENT_FOLDER,
	readResults,
	SERVER_FOLDER,
	summariseChecks,
} from '../../../../scripts/conformance/scenario-result';

describe('the result of a scenario', () => {
	it('is a failure by one failed check, with its message', () => {
		const result = summariseChecks('tools-list', [
			{ id: 'a', status: 'SUCCESS' },
			{ id: 'b', status: 'FAILURE', errorMessage: 'no tools' },
		]);
		expect(result).toMatchObject({ outcome: 'failed', passed: 1, failed: 1 });
		expect(result.failures).toEqual(['b: no tools']);
	});

	it('is a pass in spite of a warning, as the suite counts', () => {
		const result = summariseChecks('ping', [{ id: 'a', status: 'WARNING', errorMessage: 'slow' }]);
		expect(result).toMatchObject({ outcome: 'passed', warnings: ['a: slow'] });
	});

	it('is neither where the suite skips everything', () => {
		expect(summariseChecks('x', [{ id: 'a', status: 'SKIPPED' }]).outcome).toBe('skipped');
	});
});

describe('the output folder of the suite', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'conformance-results-'));
	});
	afterEach(async () => await rm(folder, { recursive: true }));

	it('is read by the scenario in the names of its folders', async () => {
		const result = join(folder, 'server-tasks-lifecycle-2026-11-23T02-51-04-344Z');
		await mkdir(result);
		await mkdir(join(folder, 'server-ping-2026-11-23T02-51-04-344Z'));
		await writeFile(join(result, 'checks.json'), '[{"id":"a","status":"SUCCESS"}]');
		const results = await readResults(folder, SERVER_FOLDER);
		expect([...results.keys()]).toEqual(['tasks-lifecycle']);
		expect(results.get('tasks-lifecycle')?.outcome).toBe('passed');
	});

	it('has the scenarios of clients without a prefix, some of them in a folder of their group', async () => {
		for (const name of ['tools_call', 'auth/scope-step-up']) {
			const result = join(folder, `${name}-2026-11-23T02-51-04-344Z`);
			await mkdir(result, { recursive: true });
			await writeFile(join(result, 'checks.json'), '[{"id":"a","status":"SUCCESS"}]');
		}
		const results = await readResults(folder, CLIENT_FOLDER);
		expect([...results.keys()].sort()).toEqual(['auth/scope-step-up', 'tools_call']);
	});

	it('may be missing', async () => {
		expect((await readResults(join(folder, 'none'), SERVER_FOLDER)).size).toBe(0);
	});
});
