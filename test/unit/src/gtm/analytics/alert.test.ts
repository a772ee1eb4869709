import {
	type AlertRule,
	type AlertState,
	evaluateAlert,
} from '../../../../../src/gtm/analytics/alert';

const HOUR_MS = 3_600_000;
const below: AlertRule = { condition: 'below', threshold: 10, coolDownMs: 24 * HOUR_MS };

describe('an alert', () => {
	it('speaks up when its condition holds, then is silent until the cool-down is over', () => {
		const first = evaluateAlert(below, { value: 7 }, { holds: false }, 0);
		const soon = evaluateAlert(below, { value: 6 }, first.state, HOUR_MS);
		const later = evaluateAlert(below, { value: 6 }, soon.state, 25 * HOUR_MS);
		expect([first.fires, soon.fires, later.fires]).toEqual([true, false, true]);
		expect(first.explanation).toBe('7 is below 10.');
	});

	it('is silent within the cool-down also if the value recovered in between', () => {
		const first = evaluateAlert(below, { value: 7 }, { holds: false }, 0);
		const fine = evaluateAlert(below, { value: 12 }, first.state, HOUR_MS);
		expect(fine.state).toEqual({ holds: false, firedAt: 0 });
		expect(evaluateAlert(below, { value: 7 }, fine.state, 2 * HOUR_MS).fires).toBe(false);
	});

	it('that is to fire once per crossing fires again only after the value recovered', () => {
		const rule = { ...below, coolDownMs: HOUR_MS, oncePerCrossing: true };
		let state: AlertState = { holds: false };
		const fired = [7, 6, 5, 12, 6, 6].map((value, place) => {
			const verdict = evaluateAlert(rule, { value }, state, place * 2 * HOUR_MS);
			({ state } = verdict);
			return verdict.fires;
		});
		expect(fired).toEqual([true, false, false, false, true, false]);
	});

	it('that crosses again within its cool-down fires when that is over', () => {
		const rule = { ...below, coolDownMs: 3 * HOUR_MS, oncePerCrossing: true };
		let state: AlertState = { holds: false };
		const fired = [7, 12, 6, 6, 6].map((value, hour) => {
			const verdict = evaluateAlert(rule, { value }, state, hour * HOUR_MS);
			({ state } = verdict);
			return verdict.fires;
		});
		expect(fired).toEqual([true, false, false, true, false]);
	});

	it.each([
		['falls_by', 100, 79, true],
		['falls_by', 100, 81, false],
		['rises_by', 100, 120, true],
		['rises_by', 100, 119, false],
		['falls_by', 100, 130, false],
	] as const)('that %s a fifth, from %d to %d: %s', (condition, previous, value, fires) => {
		const rule = { condition, threshold: 0.2, coolDownMs: 0 };
		expect(evaluateAlert(rule, { value, previous }, { holds: false }, 0).fires).toBe(fires);
	});

	it('takes a rise from 0 for more than any percentage, and for no fall', () => {
		const fires = (condition: 'rises_by' | 'falls_by') =>
			evaluateAlert(
				{ condition, threshold: 5, coolDownMs: 0 },
				{ value: 5, previous: 0 },
				{ holds: false },
				0,
			).fires;
		expect(fires('rises_by')).toBe(true);
		expect(fires('falls_by')).toBe(false);
	});

	it('does not compare with nothing', () => {
		const rule = { ...below, condition: 'rises_by' as const };
		const verdict = evaluateAlert(rule, { value: 0, previous: 0 }, { holds: false }, 0);
		expect(verdict).toMatchObject({
			fires: false,
			explanation: expect.stringMatching(/no value to compare/),
		});
	});
});
