import { ENDED } from '../../base/abort';
import type { Clock } from '../../base/clock';
import {
	type Arrival,
	type HttpPort,
	type HttpRequest,
	type HttpResponse,
	NetworkFailure,
} from './http-port';

/**
 * Sends a request and waits for the answer as long as the request says, even if the port does not
 * keep the time itself. What comes later is dropped.
 *
 * @throws NetworkFailure of the port, `ETIMEDOUT`, or `ABORTED` as soon as the request's signal is
 */
export async function answerInTime(
	http: HttpPort,
	clock: Clock,
	request: HttpRequest,
): Promise<HttpResponse> {
	const { timeoutMs, signal: cancelled } = request;
	if (cancelled?.aborted) throw wasCancelled('never_sent');
	const over = new AbortController();
	const { promise: cut, reject } = Promise.withResolvers<never>();
	// Rejected first: a port that is cut off says so in its own words.
	const cutOff = (failure: NetworkFailure) => {
		reject(failure);
		over.abort(ENDED);
	};
	const onCancel = () => cutOff(wasCancelled('unknown'));
	cancelled?.addEventListener('abort', onCancel, { once: true });
	const stopTimer = clock.schedule(timeoutMs, () =>
		cutOff(new NetworkFailure(`No answer within ${timeoutMs} ms`, 'unknown', 'ETIMEDOUT')),
	);
	try {
		return await Promise.race([http({ ...request, signal: over.signal }), cut]);
	} finally {
		stopTimer();
		cancelled?.removeEventListener('abort', onCancel);
	}
}

function wasCancelled(arrival: Arrival): NetworkFailure {
	return new NetworkFailure('The execution was cancelled', arrival, 'ABORTED');
}
