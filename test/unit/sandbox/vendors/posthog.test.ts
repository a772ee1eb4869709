import { posthog } from '../../../../sandbox/vendors/posthog/posthog.ts';
import { callerOf } from './caller';

describe('the emulated PostHog', () => {
	test('answers a question to no table, as a test of the key asks it', async () => {
		const { call } = callerOf(posthog);
		const query = { kind: 'HogQLQuery', query: 'SELECT 1 AS one' };
		expect(await call('POST', '/api/projects/4242/query/', { query })).toMatchObject({
			status: 200,
			body: { columns: ['one'], results: [[1]] },
		});
	});
});
