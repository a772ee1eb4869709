import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A client that is a program of its own, says where to sign in, and waits for the person's return. */
export class CommandLineClient {
	private readonly child: ChildProcess;
	private readonly home = mkdtempSync(path.join(tmpdir(), 'gtm-mcp-client-'));
	private out = '';
	private said = '';

	/** @param args of Node: a script and its arguments */
	constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
		this.child = spawn(process.execPath, [...args], {
			env: {
				...process.env,
				HOME: this.home,
				MCP_REMOTE_CONFIG_DIR: this.home,
				// Nobody's browser is opened: the person of the test goes where it is told.
				BROWSER: 'true',
				DISPLAY: '',
				...env,
			},
			stdio: ['pipe', 'pipe', 'pipe'],
		});
		this.child.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
		this.child.stderr?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
	}

	/** The page that the person is sent to. */
	async authorizationUrl(): Promise<URL> {
		return new URL(
			await this.until(() => /https?:\/\/\S+\/authorize\?\S+/.exec(this.said + this.out)?.[0]),
		);
	}

	send(message: object): void {
		this.child.stdin?.write(`${JSON.stringify(message)}\n`);
	}

	/** What it writes for its user that matches. */
	async output(pattern: RegExp): Promise<string> {
		return await this.until(() => pattern.exec(this.out)?.[0]);
	}

	/** How it ended by itself, and all that it wrote. */
	async ended(): Promise<{ exitCode: number; text: string }> {
		while (this.child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
		return { exitCode: this.child.exitCode, text: this.out + this.said };
	}

	async close(): Promise<void> {
		const gone = new Promise((resolve) => this.child.once('exit', resolve));
		if (this.child.exitCode === null && this.child.signalCode === null) {
			this.child.kill('SIGKILL');
			await gone;
		}
		rmSync(this.home, { recursive: true, force: true });
	}

	/** The test's own time limit is the deadline. */
	private async until<Found>(look: () => Found | undefined): Promise<Found> {
		for (;;) {
			const found = look();
			if (found !== undefined) return found;
			if (this.child.exitCode !== null) {
				throw new Error(`it ended with ${this.child.exitCode}: ${this.said}${this.out}`);
			}
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}
}
