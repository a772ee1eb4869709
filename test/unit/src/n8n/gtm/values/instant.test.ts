import { toDayText } from '../../../../../../src/n8n/gtm/values/day';
import { toInstantText } from '../../../../../../src/n8n/gtm/values/instant';

const ZONE = 'America/New_York';

describe('an instant', () => {
	it.each([
		['with an offset is that instant', '2026-12-03T09:00:00+01:00', '2026-12-03T08:00:00.000Z'],
		['without a zone is in the workflow’s', '2026-12-03T09:00', '2026-12-03T14:00:00.000Z'],
		['without a zone is in its summer time', '2026-07-03 09:00:00', '2026-07-03T13:00:00.000Z'],
		['that is a day is its first moment there', '2026-12-03', '2026-12-03T05:00:00.000Z'],
		[
			'in the hour that spring skips is an hour later',
			'2026-03-08T02:30',
			'2026-03-08T07:30:00.000Z',
		],
		[
			'in the hour that autumn repeats is the first',
			'2026-11-01T01:30',
			'2026-11-01T05:30:00.000Z',
		],
		['as an RFC 2822 date', 'Wed, 25 Nov 2026 09:30:00 GMT', '2026-11-25T09:30:00.000Z'],
		['as milliseconds', 1_795_600_000_000, '2026-11-25T09:46:40.000Z'],
		['as milliseconds in a text', '1795600000000', '2026-11-25T09:46:40.000Z'],
		['as a Date', new Date('2026-12-03T09:00:00Z'), '2026-12-03T09:00:00.000Z'],
	])('%s', (_name, value, expected) => {
		expect(toInstantText(value, ZONE)).toBe(expected);
	});

	it.each([
		'03.12.2026',
		'12/24/2026',
		'46360',
		46360,
		1_795_600_000,
		'tomorrow',
		'2026-02-30',
		true,
		{},
	])('is not guessed at in %j', (value) => {
		expect(() => toInstantText(value, ZONE)).toThrow(
			/Write 2026-12-03T09:00 \(in America\/New_York/,
		);
	});

	it.each([null, undefined, '', ' '])('is none in %j', (value) => {
		expect(toInstantText(value, ZONE)).toBeUndefined();
	});
});

describe('a day', () => {
	it.each([
		['that is written as one stays', '2026-12-24', '2026-12-24'],
		['of an instant is that of the workflow’s calendar', '2026-12-25T02:00:00Z', '2026-12-24'],
		['of a Date too', new Date('2026-12-25T02:00:00Z'), '2026-12-24'],
	])('%s', (_name, value, expected) => {
		expect(toDayText(value, ZONE)).toBe(expected);
	});

	it('is not guessed at', () => {
		expect(() => toDayText('24.12.2026', ZONE)).toThrow(/is not a valid date/);
	});
});
