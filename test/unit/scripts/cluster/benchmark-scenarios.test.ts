import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { oursWorkflow, plainWorkflow } from '../../../../scripts/load/workflows';
import type { NewWorkflow } from '../../../../scripts/n8n/rest-types';

const FOLDER = path.resolve('scripts/benchmark-scenarios');

interface Manifest {
	name: string;
	description: string;
	scriptPath: string;
	scenarioData: { workflowFiles: string[] };
}

const readJson = (...names: string[]) =>
	JSON.parse(readFileSync(path.join(FOLDER, ...names), 'utf8')) as unknown;

describe("the scenarios for n8n's benchmark tool", () => {
	it.each(readdirSync(FOLDER))('%s names only files that are there', (scenario) => {
		const manifest = readJson(scenario, `${scenario}.manifest.json`) as Manifest;
		const { name, description, scriptPath, scenarioData } = manifest;
		expect([name, description].every((text) => text !== '')).toBe(true);
		for (const file of [scriptPath, ...scenarioData.workflowFiles]) {
			expect(existsSync(path.join(FOLDER, scenario, file))).toBe(true);
		}
	});

	it('have the workflows of our own benchmark', () => {
		const ours = oursWorkflow(1);
		const [trigger] = ours.nodes;
		const {
			host: _host,
			port: _port,
			...options
		} = trigger?.parameters.options as object & {
			host: unknown;
			port: unknown;
		};
		Object.assign(trigger?.parameters ?? {}, { options: { ...options, listen: 'webhook' } });
		const expected: Record<string, NewWorkflow> = {
			'mcp-tool-call': ours,
			'mcp-plain-webhook': plainWorkflow(),
		};
		for (const [scenario, workflow] of Object.entries(expected)) {
			expect(readJson(scenario, `${scenario}.json`)).toMatchObject({ ...workflow, active: true });
		}
	});
});
