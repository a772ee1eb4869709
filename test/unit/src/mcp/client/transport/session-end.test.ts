import { endSession } from '../../../../../../src/mcp/client/transport/session-end';

it('does nothing without a session', async () => {
	const terminateSession = jest.fn();
	await endSession({ sessionId: undefined, terminateSession }, jest.fn());
	expect(terminateSession).not.toHaveBeenCalled();
});

it('reports a server that refuses, and goes on', async () => {
	const reportTrouble = jest.fn();
	const refusal = new Error('no');
	const terminateSession = async () => await Promise.reject(refusal);
	await endSession({ sessionId: 's', terminateSession }, reportTrouble);
	expect(reportTrouble).toHaveBeenCalledWith(refusal);
});

it('waits two seconds at most', async () => {
	jest.useFakeTimers();
	const { promise: never } = Promise.withResolvers<void>();
	const ended = endSession(
		{ sessionId: 's', terminateSession: async () => await never },
		jest.fn(),
	);
	await jest.advanceTimersByTimeAsync(2_000);
	await expect(ended).resolves.toBeUndefined();
	jest.useRealTimers();
});
