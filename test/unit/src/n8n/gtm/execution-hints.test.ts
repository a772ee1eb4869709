import { summarizeBatch } from '../../../../../src/gtm/batch/batch-summary';
import { summarizeTraffic } from '../../../../../src/gtm/http/traffic-summary';
import { toExecutionHints } from '../../../../../src/n8n/gtm/execution-hints';

const QUIET = summarizeTraffic([]);

describe('hints', () => {
	it('are none if there is nothing to tell', () => {
		expect(toExecutionHints('HubSpot', QUIET)).toEqual([]);
		expect(toExecutionHints('HubSpot', QUIET, summarizeBatch([]))).toEqual([]);
	});

	it('tell of waits, repetitions and a vendor that is down', () => {
		const traffic = {
			...QUIET,
			requests: 9,
			longestWaitMs: 4_400,
			repeated: 2,
			rateLimited: 1,
			heldBack: 3,
		};
		expect(
			toExecutionHints('HubSpot', traffic).map(({ type, message }) => [type, message]),
		).toEqual([
			['info', 'Waited up to 4 s for the limits of HubSpot'],
			['info', '2 of 9 requests were sent again, 1 rejected by a rate limit'],
			['warning', '3 requests were not sent: HubSpot had failed several times in a row'],
		]);
	});

	it('tell how many inputs ended how, and what it cost', () => {
		const cost = { amount: 2, unit: 'credit' };
		const batch = summarizeBatch([
			{ status: 'found', provider: 'apollo', cost },
			{ status: 'rate_limited', provider: 'apollo', retry: { advised: true } },
		]);
		expect(toExecutionHints('Apollo', QUIET, batch)).toEqual([
			{
				message: '2 inputs: 1 found, 1 rate_limited; cost: 2 × apollo credit; 1 may work later',
				location: 'outputPane',
				type: 'warning',
			},
		]);
	});

	it('tell how many answers were remembered', () => {
		const saved = { amount: 1, unit: 'credit' };
		const batch = summarizeBatch([
			{ status: 'found', provider: 'hunter', cost: saved },
			{
				status: 'found',
				provider: 'hunter',
				cost: { amount: 0, unit: 'credit' },
				remembered: { at: '2026-11-25T09:00:00.000Z', saved },
			},
		]);
		expect(toExecutionHints('Hunter', QUIET, batch).map(({ message }) => message)).toEqual([
			'2 inputs: 2 found; cost: 1 × hunter credit; 1 reused, at no cost',
		]);
	});
});
