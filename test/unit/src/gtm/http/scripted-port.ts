import type { Clock } from '../../../../../src/base/clock';
import type { HttpPort, HttpRequest, HttpResponse } from '../../../../../src/gtm/http/http-port';

/** What the vendor of a test does: an answer, a failure, or a function of the request. */
export type Turn =
	Partial<HttpResponse> | Error | ((request: HttpRequest) => Promise<HttpResponse> | HttpResponse);

/** A port that answers in turn, the last answer again and again, each `ms` after the question. */
export function createScriptedPort(clock: Clock, turns: Turn[], ms = 10) {
	const requests: Array<HttpRequest & { at: number }> = [];
	const http: HttpPort = async (request) => {
		requests.push({ ...request, at: clock.now() });
		const turn = turns.length > 1 ? turns.shift() : turns[0];
		if (typeof turn === 'function') return await turn(request);
		await clock.sleep(ms, request.signal);
		if (turn instanceof Error) throw turn;
		return { status: 200, headers: {}, body: undefined, ...turn };
	};
	return { http, requests };
}
