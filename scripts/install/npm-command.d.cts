export interface NpmCommand {
	command: string;
	args: string[];
	shell: boolean;
}

export function nodeOutside(avoid: string, env: NodeJS.ProcessEnv): string;
export function npmCommand(
	args: string[],
	options: { node: string; env: NodeJS.ProcessEnv },
): NpmCommand;
export function npmEnvironment(env: NodeJS.ProcessEnv, firstInPath?: string[]): NodeJS.ProcessEnv;
