import type { Attack } from '../../../../scripts/fuzz/attack';
import type { Outcome } from '../../../../scripts/fuzz/exchange';
import { Findings } from '../../../../scripts/fuzz/findings';

const attack: Attack = {
	kind: 'mutated body',
	head: 'POST /fuzz HTTP/1.1',
	body: Buffer.from('x'.repeat(2000)),
	delivery: 'whole',
	due: 'answer',
};
const outcome = (status: number, milliseconds = 5): Outcome => ({
	end: status === 0 ? 'silence' : 'answered',
	status,
	headers: new Map(),
	body: '',
	raw: 'HTTP/1.1',
	milliseconds,
});

describe('what was found', () => {
	it('is counted by kind and problem, with the first request as an example', () => {
		const findings = new Findings();
		findings.add('port', attack, outcome(500), ['HTTP 500']);
		findings.add('port', { ...attack, head: 'later' }, outcome(500), ['HTTP 500']);
		findings.addGeneral('port: probe', 'other answers');
		expect(findings.all).toMatchObject([
			{
				kind: 'port: mutated body',
				problem: 'HTTP 500',
				count: 2,
				request: expect.stringMatching(/^POST/),
			},
			{ kind: 'port: probe', problem: 'other answers', count: 1 },
		]);
		expect(findings.all[0]?.request.length).toBeLessThan(700);
	});

	it('says how the rest was answered, the most frequent first, and how slowly', () => {
		const findings = new Findings();
		for (const status of [400, 200, 400, 0]) findings.add('port', attack, outcome(status), []);
		findings.add('port', { ...attack, delivery: 'stalled' }, outcome(408, 30_000), []);
		expect(findings.answers).toBe('400: 2, 200: 1, silence: 1, 408: 1');
		expect([findings.attacks, findings.slowest]).toEqual([5, 5]);
		expect(findings.all).toEqual([]);
	});
});
