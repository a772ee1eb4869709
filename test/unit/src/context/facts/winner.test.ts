import { daysAgo, NOW, observed, rules } from './observed';
import { conflictsOf, pickWinner, scoreOf } from '../../../../../src/context/facts/winner';
import { createRules } from '../../../../../src/context/facts/rules';
import type { Observation } from '../../../../../src/context/model/observation';

const TITLE = { type: 'contact', attribute: 'title' } as const;

const winnerOf = (observations: Observation[], now = NOW) =>
	pickWinner(observations, TITLE, { rules, now });

describe('the winner among the values of an attribute', () => {
	it('is what a person asserted, however sure others are', () => {
		const asserted = observed('CTO', {
			method: 'asserted',
			confidence: 0.3,
			observedAt: daysAgo(400),
		});
		const vendor = observed('CEO', { source: 'vendor', confidence: 1, observedAt: daysAgo(1) });
		expect(winnerOf([asserted, vendor])?.winner.value).toBe('CTO');
	});

	it('is the later of two assertions', () => {
		const first = observed('CTO', { method: 'asserted', source: 'maria', observedAt: daysAgo(9) });
		const later = observed('CEO', { method: 'asserted', source: 'tom', observedAt: daysAgo(2) });
		expect(winnerOf([first, later])?.winner.value).toBe('CEO');
	});

	it('is from the source that is believed more, if both are as sure and as old', () => {
		const vendor = observed('CEO', { source: 'vendor' });
		expect(winnerOf([vendor, observed('CTO')])?.winner.value).toBe('CTO');
	});

	it('changes to a source that is believed less once the other one is old enough', () => {
		const crm = observed('CTO', { observedAt: daysAgo(180) });
		const vendor = observed('CEO', { source: 'vendor', observedAt: daysAgo(10) });
		expect(winnerOf([crm, vendor])?.winner.value).toBe('CEO');
	});

	it('does not age where the attribute does not', () => {
		const crm = observed('Dana', { observedAt: daysAgo(3_000) });
		const vendor = observed('Dan', { source: 'vendor', observedAt: daysAgo(1) });
		const name = { type: 'contact', attribute: 'firstName' } as const;
		expect(pickWinner([crm, vendor], name, { rules, now: NOW })?.winner.value).toBe('Dana');
	});

	it('is the newest value of a source: it has changed its mind', () => {
		const before = observed('CTO', { observedAt: daysAgo(20), confidence: 1 });
		const now = observed('CEO', { observedAt: daysAgo(2), confidence: 0.5 });
		expect(winnerOf([now, before])).toMatchObject({ winner: { value: 'CEO' }, challengers: [] });
	});

	it('no longer holds after its end, and tells when that will be', () => {
		const ending = observed('CTO', { heldTo: daysAgo(-5) });
		const next = observed('CEO', { source: 'vendor', observedAt: daysAgo(300) });
		expect(winnerOf([ending, next])).toMatchObject({
			winner: { value: 'CTO' },
			changesAt: daysAgo(-5),
		});
		expect(winnerOf([ending, next], Date.parse(daysAgo(-5)))?.winner.value).toBe('CEO');
	});

	it('is nobody where nothing holds', () => {
		expect(winnerOf([])).toBeUndefined();
		expect(winnerOf([observed('CTO', { heldTo: daysAgo(1) })])).toBeUndefined();
	});

	it('stays the same as time goes by, until something new is learned', () => {
		const all = [
			observed('CTO', { observedAt: daysAgo(50) }),
			observed('CEO', { source: 'vendor', observedAt: daysAgo(10) }),
		];
		const later = winnerOf(all, NOW + 900 * 86_400_000);
		expect(later?.winner).toEqual(winnerOf(all)?.winner);
	});

	it('goes by the weights and half-lives that the user set', () => {
		const trusting = createRules(() => 'other', {
			sourceWeights: { vendor: 1, crm: 0.2 },
			halfLifeDays: { 'contact.title': 10 },
		});
		const all = [observed('CTO'), observed('CEO', { source: 'vendor' })];
		const won = pickWinner(all, TITLE, { rules: trusting, now: NOW });
		expect(won?.winner.value).toBe('CEO');
		expect(
			scoreOf(won?.winner as Observation, { rules: trusting, halfLifeDays: 10, now: NOW }),
		).toBeCloseTo(0.8 * 1 * 0.5);
	});
});

describe('a conflict', () => {
	const conflicts = (observations: Observation[]) => {
		const won = winnerOf(observations);
		return won ? conflictsOf(won, 180, NOW).map(({ value }) => value) : [];
	};

	it('is another value of another source', () => {
		expect(conflicts([observed('CTO'), observed('CEO', { source: 'vendor' })])).toEqual(['CEO']);
	});

	it('is none in other letters and spaces', () => {
		expect(conflicts([observed('CTO'), observed(' cto.', { source: 'vendor' })])).toEqual([]);
	});

	it('is none with what has expired', () => {
		const old = observed('CEO', { source: 'vendor', observedAt: daysAgo(361) });
		expect(conflicts([observed('CTO'), old])).toEqual([]);
	});

	it('is settled by a person, for what was observed before', () => {
		const asserted = observed('CTO', {
			source: 'maria',
			method: 'asserted',
			observedAt: daysAgo(5),
		});
		const before = observed('CEO', { source: 'vendor', observedAt: daysAgo(6) });
		const after = observed('CFO', { source: 'crm', observedAt: daysAgo(4) });
		expect(conflicts([asserted, before, after])).toEqual(['CFO']);
	});

	it('is none between numbers that are nearly the same', () => {
		const employees = { type: 'account', attribute: 'employees' } as const;
		const all = [observed(200), observed(230, { source: 'vendor' }), observed(90, { source: 'x' })];
		const won = pickWinner(all, employees, { rules, now: NOW });
		expect(won?.challengers.map(({ value }) => value)).toEqual([90]);
	});
});
