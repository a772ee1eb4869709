import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface InspectorRun {
	exitCode: number;
	stdout: string;
	stderr: string;
}

/**
 * Runs the command-line client of MCP Inspector as a person would, in a home of its own: it keeps a
 * catalog of servers there.
 */
export async function inspect(root: string, args: readonly string[]): Promise<InspectorRun> {
	const home = mkdtempSync(path.join(tmpdir(), 'gtm-mcp-inspector-'));
	const bin = path.join(root, 'node_modules', '.bin', 'mcp-inspector');
	try {
		return await new Promise<InspectorRun>((resolve) => {
			execFile(
				process.execPath,
				[bin, '--cli', ...args],
				{ env: { ...process.env, HOME: home }, timeout: 60_000 },
				(error, stdout, stderr) => {
					const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
					resolve({ exitCode, stdout, stderr });
				},
			);
		});
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
}
