import type { CallInProgress } from './call-in-progress';
import type { LiveCall } from '../../bus/live-call';

/** The end of a call that its flow holds, where flow and request are in one process. */
export function remoteEndOf(call: CallInProgress): LiveCall {
	return {
		supportedQuestions: call.supportedQuestions,
		cancelled: call.cancelled,
		reportProgress: async (progress) => await Promise.resolve(call.reportProgress(progress)),
		log: async (level, data, logger) => await Promise.resolve(call.log(level, data, logger)),
		ask: async (questions, timeoutMs, signal) => await call.ask(questions, timeoutMs, signal),
		respond: async (result) => await Promise.resolve(call.respond(result)),
		fail: async (error) => await Promise.resolve(call.fail(error)),
		announce: async (change) => await Promise.resolve(call.announce(change)),
		becomeTask: async (ttlMs) => await Promise.resolve(call.becomeTask(ttlMs)),
	};
}
