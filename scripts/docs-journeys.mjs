import { spawn } from 'node:child_process';
import path from 'node:path';

/** The test that keeps docs/journeys.md true writes it, too. */
const root = path.join(import.meta.dirname, '..');
const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const test = spawn(
	process.execPath,
	// The path first: behind --selectProjects it would be taken for a project.
	[jest, 'test/unit/journeys/journeys.test.ts', '--selectProjects', 'unit'],
	{ cwd: root, stdio: 'inherit', env: { ...process.env, GTM_WRITE_JOURNEYS: '1' } },
);
test.once('exit', (code) => process.exit(code ?? 1));
