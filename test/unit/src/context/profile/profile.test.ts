import fc from 'fast-check';

import { anyObservations, daysAgo, NOW, observed, rules } from '../facts/observed';
import type { Observation, Retraction } from '../../../../../src/context/model/observation';
import { buildProfile, learnedUntil } from '../../../../../src/context/profile/profile';

const profileOf = (
	observations: readonly Observation[],
	retractions: readonly Retraction[] = [],
	now = NOW,
) => buildProfile('contact', { observations, retractions }, { rules, now });

/** Ids tell the order of arrival; nothing else may. */
const withoutIds = (profile: object) =>
	JSON.parse(JSON.stringify(profile), (name, value: unknown) =>
		name === 'id' || name === 'learnedAt' ? undefined : value,
	) as unknown;

describe('the profile', () => {
	it('is the same whatever the order in which the facts were learned', () => {
		const orders = anyObservations.chain((all) =>
			fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
		);
		fc.assert(
			fc.property(orders, ([one, other]) => {
				expect(withoutIds(profileOf(other))).toEqual(withoutIds(profileOf(one)));
			}),
		);
	});

	it('is the same when everything is observed twice', () => {
		fc.assert(
			fc.property(anyObservations, (all) => {
				const twice = [...all, ...all.map((one) => ({ ...one, id: `again ${one.id}` }))];
				expect(withoutIds(profileOf(twice))).toEqual(withoutIds(profileOf(all)));
			}),
		);
	});

	it('of a past day is what a replay up to that day gives', () => {
		fc.assert(
			fc.property(anyObservations, fc.integer({ min: 0, max: 900 }), (all, days) => {
				const then = daysAgo(days);
				const replay: Observation[] = [];
				for (const one of [...all].sort((a, b) => (a.learnedAt < b.learnedAt ? -1 : 1))) {
					if (one.learnedAt > then) break;
					replay.push(one);
				}
				const asOf = learnedUntil({ observations: all, retractions: [] }, then);
				expect(profileOf(asOf.observations, [], Date.parse(then))).toEqual(
					profileOf(replay, [], Date.parse(then)),
				);
			}),
		);
	});

	it('falls back to what is left when a value is retracted, and has nothing when that was all', () => {
		const wrong = observed('CEO', { id: '2-0', observedAt: daysAgo(1) });
		const right = observed('CTO', { id: '1-0' });
		const retraction = { observationId: '2-0', reason: 'typo', actor: 'maria', at: daysAgo(0) };
		expect(profileOf([wrong, right], [retraction]).title?.winner.value).toBe('CTO');
		expect(profileOf([wrong], [retraction])).toEqual({});
	});

	it('of a past day still has what was retracted later', () => {
		const wrong = observed('CEO', { id: '2-0', learnedAt: daysAgo(30) });
		const learned = {
			observations: [wrong],
			retractions: [{ observationId: '2-0', reason: 'typo', actor: 'maria', at: daysAgo(5) }],
		};
		const before = learnedUntil(learned, daysAgo(6));
		expect(profileOf(before.observations, before.retractions).title?.winner.value).toBe('CEO');
		const after = learnedUntil(learned, daysAgo(4));
		expect(profileOf(after.observations, after.retractions)).toEqual({});
	});
});
