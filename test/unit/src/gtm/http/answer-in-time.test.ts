import { getEventListeners } from 'node:events';

import { FakeClock } from '../fake-clock';
import { createScriptedPort } from './scripted-port';
import { answerInTime } from '../../../../../src/gtm/http/answer-in-time';

const REQUEST = { method: 'GET', url: 'https://acme.example/contacts', timeoutMs: 1_000 } as const;

describe('an answer in time', () => {
	it('is not asked for where the execution was cancelled before, which is told', async () => {
		const clock = new FakeClock();
		const { http, requests } = createScriptedPort(clock, [{}]);
		const sent = answerInTime(http, clock, { ...REQUEST, signal: AbortSignal.abort() });
		await expect(sent).rejects.toMatchObject({ code: 'ABORTED', arrival: 'never_sent' });
		expect(requests).toEqual([]);
	});

	it('ends the request, in our words, when the execution is cancelled', async () => {
		const clock = new FakeClock();
		const { http, requests } = createScriptedPort(clock, [{}]);
		const controller = new AbortController();
		const sent = answerInTime(http, clock, { ...REQUEST, signal: controller.signal });
		controller.abort(new Error('stopped'));
		await expect(sent).rejects.toMatchObject({ code: 'ABORTED', arrival: 'unknown' });
		expect(requests[0]?.signal?.aborted).toBe(true);
		expect(clock.sleeping).toBe(0);
	});

	it('leaves nothing behind on a signal that lasts longer', async () => {
		const clock = new FakeClock();
		const { http } = createScriptedPort(clock, [{}]);
		const { signal } = new AbortController();
		await clock.until(answerInTime(http, clock, { ...REQUEST, signal }));
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
