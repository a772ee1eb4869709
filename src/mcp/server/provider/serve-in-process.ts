import type { InProcessCall, ServeInProcess } from './in-process-call';
import { ProviderError } from './provider-error';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import type { CallInProgress } from '../calls/call-in-progress';
import { toolError } from '../calls/tool-result';

export interface InProcessRun {
	/** The id of the workflow whose trigger is called. */
	workflow: string;
	/** Aborted when the call is over. */
	signal: AbortSignal;
	/** Gets failures that the client must not read. */
	report: (error: unknown) => void;
}

/** Serves a call without a flow. Never throws. */
export async function serveInProcess(
	call: CallInProgress,
	serve: ServeInProcess,
	run: InProcessRun,
): Promise<void> {
	try {
		call.respond(await serve(inProcessCall(call, run)));
	} catch (error) {
		// Stopping is what it was told to do, and a question that cannot be put has answered the call.
		if (run.signal.aborted) return;
		if (!(error instanceof ProviderError)) run.report(error);
		fail(call, error);
	}
}

function inProcessCall(call: CallInProgress, { workflow, signal }: InProcessRun): InProcessCall {
	const { server, session } = call.terms;
	const { name, arguments: values, principal, client } = call.terms.call;
	return {
		server,
		workflow,
		id: call.id,
		name,
		arguments: values,
		principal,
		...(client ? { client } : {}),
		...(session === undefined ? {} : { session }),
		signal,
		supportedQuestions: call.supportedQuestions,
		reportProgress: (progress) => call.reportProgress(progress),
		log: (level, data) => call.log(level, data),
		ask: async (questions, timeoutMs) => await call.ask(questions, timeoutMs, signal),
	};
}

/** A tool's failure is a result, which the model reads; any other is an error of the protocol. */
function fail(call: CallInProgress, error: unknown): void {
	const { kind, name, era } = call.terms.call;
	const message =
		error instanceof ProviderError
			? error.message
			: `${name} failed. The owner of the server can find the reason in its log.`;
	if (kind === 'tool') {
		call.respond({ ...toolError(message) });
		return;
	}
	if (error instanceof ProviderError && error.reason === 'notFound') {
		const code = era === 'legacy' ? ErrorCode.resourceNotFound : ErrorCode.invalidParams;
		call.fail(new ProtocolError(code, message, 200, { uri: name }));
		return;
	}
	call.fail(new ProtocolError(ErrorCode.internalError, message));
}
