import {
	clientVerdict,
	driverOf,
	expectedOfClient,
	NOT_CLAIMED,
} from '../../../../scripts/conformance-client/expectations';
import { summariseChecks } from '../../../../scripts/conformance/scenario-result';

const requirements = {
	scored: ['tools_call', 'auth/basic-cimd'],
	notScored: [
		{ scenario: 'auth/client-credentials-jwt', reason: 'extension' },
		{ scenario: 'auth/dpop', reason: 'extension' },
		{ scenario: 'auth/something-new', reason: 'pending' },
	],
};

const passed = (scenario: string) => summariseChecks(scenario, [{ id: 'a', status: 'SUCCESS' }]);
const failed = (scenario: string) =>
	summariseChecks(scenario, [{ id: 'a', status: 'FAILURE', errorMessage: 'wrong' }]);

describe('who runs a scenario', () => {
	it('is the node, but for what needs a user who authorizes', () => {
		expect(driverOf('tools_call')).toBe('node');
		expect(driverOf('auth/client-credentials-basic')).toBe('node');
		expect(driverOf('auth/scope-step-up')).toBe('library');
	});
});

describe('the verdict on our client', () => {
	it('expects what is scored, and client credentials beyond that', () => {
		expect(expectedOfClient(requirements)).toEqual([
			'tools_call',
			'auth/basic-cimd',
			'auth/client-credentials-jwt',
		]);
	});

	it('names an expected scenario that fails, with the reason', () => {
		const results = [passed('tools_call'), failed('auth/client-credentials-jwt')];
		expect(clientVerdict('2026-07-28', results, requirements)).toEqual([
			'2026-07-28: auth/client-credentials-jwt: failed',
			'    a: wrong',
		]);
	});

	it('counts a warning against a client, as the suite does', () => {
		const warned = summariseChecks('tools_call', [
			{ id: 'a', status: 'SUCCESS' },
			{ id: 'b', status: 'WARNING', errorMessage: 'late' },
		]);
		expect(clientVerdict('2026-07-28', [warned], requirements)).toHaveLength(2);
	});

	it('lets fail what nobody expects', () => {
		expect(clientVerdict('2026-07-28', [failed('auth/something-new')], requirements)).toEqual([]);
	});

	it('is that a scenario passes which is listed as not claimed', () => {
		const [{ scenario = '' } = {}] = NOT_CLAIMED;
		expect(clientVerdict('2026-07-28', [failed(scenario)], requirements)).toEqual([]);
		expect(clientVerdict('2026-07-28', [passed(scenario)], requirements)).toEqual([
			expect.stringContaining('listed as not claimed'),
		]);
	});
});
