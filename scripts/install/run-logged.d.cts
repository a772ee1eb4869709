export interface LoggedCommand {
	command: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	shell?: boolean;
	/** Absolute path; created with its folders, output is appended. */
	logFile: string;
}

export interface LoggedResult {
	/** Null when a signal ended the command. */
	code: number | null;
	signal: NodeJS.Signals | null;
	/** What this run wrote to the log. */
	output: string;
}

export function runLogged(command: LoggedCommand): Promise<LoggedResult>;
