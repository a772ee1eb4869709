import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../../..');

function run(...args: string[]) {
	const program = path.join(ROOT, 'scripts/soak-gtm/main.ts');
	return spawnSync(process.execPath, [program, ...args], { cwd: ROOT, encoding: 'utf8' });
}

describe('a command', () => {
	it('shows its usage', () => {
		const { status, stdout, stderr } = run('--help');
		expect(stdout).toMatch(/^npm run soak:gtm/);
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	});

	it('tells in one line what it does not take', () => {
		const { status, stdout, stderr } = run('--nope');
		expect(stderr).toBe("Unknown option '--nope' (npm run soak:gtm -- --help lists the options)\n");
		expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
	});
});
