import { BuiltinToolError, type BuiltinTool } from './builtin-tools';
import type { CallInProgress } from '../calls/call-in-progress';
import { toolData, toolError } from '../calls/tool-result';

export interface BuiltinRun {
	/** Aborted when the call is over. */
	signal: AbortSignal;
	/** Gets failures that the model must not read. */
	report: (error: unknown) => void;
}

/** Serves a call by a built-in tool. Never throws. */
export async function runBuiltin(
	call: CallInProgress,
	tool: BuiltinTool,
	{ signal, report }: BuiltinRun,
): Promise<void> {
	const { arguments: values, principal, client } = call.terms.call;
	try {
		const data = await tool.run({
			arguments: values,
			principal,
			...(client ? { client } : {}),
			signal,
			reportProgress: (progress) => call.reportProgress(progress),
		});
		call.respond({ ...toolData(data) });
	} catch (error) {
		if (signal.aborted) return; // Stopping is what it was told to do.
		if (!(error instanceof BuiltinToolError)) report(error);
		const message =
			error instanceof BuiltinToolError
				? error.message
				: `${tool.name} failed. The owner of the server finds the reason in its log.`;
		call.respond({ ...toolError(message) });
	}
}
