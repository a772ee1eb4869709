import { ENDED } from '../../base/abort';
import type { Clock } from '../../base/clock';
import { type HttpPort, type HttpRequest, type HttpResponse, NetworkFailure } from './http-port';

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
	const over = new AbortController();
	const { timeoutMs, signal: cancelled } = request;
	const signal = cancelled ? AbortSignal.any([cancelled, over.signal]) : over.signal;
	const lapse = clock.sleep(timeoutMs, signal).then(
		() => lost(`No answer within ${timeoutMs} ms`, 'ETIMEDOUT'),
		() => lost('The execution was cancelled', 'ABORTED'),
	);
	try {
		const answer = http({ ...request, signal });
		return await Promise.race([answer, lapse.then((failure) => Promise.reject(failure))]);
	} catch (error) {
		// A port that was cut off says so in its own words.
		throw cancelled?.aborted ? await lapse : error;
	} finally {
		over.abort(ENDED);
	}
}

function lost(message: string, code: string): NetworkFailure {
	return new NetworkFailure(message, 'unknown', code);
}
