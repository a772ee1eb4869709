import { explainNpmFailure } from '../install/npm-failure.cjs';
import { npmCommand, npmEnvironment } from '../install/npm-command.cjs';
import { runLogged } from '../install/run-logged.cjs';
import type { NodeRuntime } from './node-runtime.ts';
import { SetupError } from './setup-error.ts';

export interface NpmRun {
	runtime: NodeRuntime;
	args: string[];
	cwd: string;
	logFile: string;
	/** Begins the error message, for example `installing n8n 2.41.1`. */
	doing: string;
	/** Added to the caller's environment. */
	env?: NodeJS.ProcessEnv;
	/** Looked at before npm's usual failures; returns the cause with the next step. */
	explain?: (output: string) => string | undefined;
}

/** Runs npm under Node 24. Throws SetupError with the likely cause and the log's path. */
export async function runNpm(run: NpmRun): Promise<void> {
	const { runtime, args, cwd, logFile, doing } = run;
	const env = { ...npmEnvironment(process.env, [runtime.binFolder]), ...run.env };
	const npm = npmCommand(args, { node: runtime.executable, env });
	const result = await runLogged({ ...npm, cwd, env, logFile }).catch((error: unknown) => {
		throw new SetupError(`${doing} failed: npm does not start, install npm and try again`, {
			cause: error,
		});
	});
	if (result.code === 0) return;
	const cause = run.explain?.(result.output) ?? explainNpmFailure(result.output) ?? 'see the log';
	throw new SetupError(`${doing} failed: ${cause} (log: ${logFile})`);
}
