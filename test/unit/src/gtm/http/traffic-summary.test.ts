import type { Attempt } from '../../../../../src/gtm/http/trace';
import { summarizeTraffic } from '../../../../../src/gtm/http/traffic-summary';

const attempt = (about: Partial<Attempt>): Attempt => ({
	provider: 'acme',
	method: 'GET',
	host: 'api.acme.test',
	path: '/contacts',
	number: 1,
	ms: 10,
	waitedMs: 0,
	repeats: false,
	...about,
});

it('a summary tells requests that were sent from those that were held back', () => {
	const summary = summarizeTraffic([
		attempt({ status: 429, repeats: true, waitedMs: 200 }),
		attempt({ status: 200, number: 2, waitedMs: 3_000 }),
		attempt({ status: 503 }),
		attempt({ failure: 'ETIMEDOUT' }),
		attempt({ failure: 'circuit_open', ms: 0 }),
		attempt({ failure: 'limit:all', ms: 0 }),
	]);
	expect(summary).toEqual({
		requests: 4,
		repeated: 1,
		rateLimited: 1,
		waitedMs: 3_200,
		longestWaitMs: 3_000,
		failed: 2,
		heldBack: 1,
	});
});
