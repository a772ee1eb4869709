import { bars, line } from '../../cards/parts/chart';
import { badge, card, notice, section } from '../../cards/parts/layout';
import { table } from '../../cards/parts/table';
import { labelOf, numberText } from '../../cards/parts/wording';
import { toneOf } from '../../cards/faces/outcome';
import { type Child } from '../../cards/tree/element';
import { byHour, byOffer, isError } from '../call-statistics';
import type { CallRecord, CallSource, SpentCredits } from '../dashboard-ports';
import { minuteText } from './changes-view';

const MOST_CALLS = 50;
const MOST_OFFERS = 25;

/** Who called what, how fast, how well, and what was spent. */
export async function callsView(source: CallSource, now: number): Promise<Child> {
	const [records, credits] = await Promise.all([source.records(), source.credits()]);
	return [
		records ? callsCard(records, now) : notKept(),
		credits.length > 0 &&
			card(
				'Credits',
				'Spent by GTM nodes and servers of this n8n in the last 30 days, by vendor and unit',
				spentBars(credits),
				spentLines(credits),
			),
	];
}

function notKept(): Child {
	return card(
		'Calls',
		'',
		notice('plain', 'No calls are kept. Add Options > Audit to the trigger, and choose File.'),
	);
}

function callsCard(records: readonly CallRecord[], now: number): Child {
	const hours = byHour(records, now);
	const offers = byOffer(records);
	const over = (value: 'calls' | 'errors' | 'p95') =>
		hours.map((hour) => ({ at: hour.at, value: hour[value] }));
	return card(
		'Calls',
		`${numberText(records.length)} calls are read from the end of the audit file`,
		section('Calls an hour, last 24 hours', line('Calls an hour', over('calls'))),
		section('Errors an hour', line('Errors an hour', over('errors'))),
		section('Latency an hour, 95th percentile, ms', line('Latency', over('p95'))),
		section(
			'By tool, resource and prompt',
			table(
				'By tool, resource and prompt',
				[
					{ title: 'Name', cell: ({ name }) => name },
					{ title: 'Calls', cell: ({ calls }) => numberText(calls), isNumber: true },
					{ title: 'Errors', cell: ({ errors }) => numberText(errors), isNumber: true },
					{ title: 'p50 ms', cell: ({ p50 }) => numberText(p50), isNumber: true },
					{ title: 'p95 ms', cell: ({ p95 }) => numberText(p95), isNumber: true },
				],
				offers.slice(0, MOST_OFFERS),
			),
		),
		section('Last calls', lastCalls(records)),
	);
}

function lastCalls(records: readonly CallRecord[]): Child {
	return table(
		'Last calls',
		[
			{ title: 'When (UTC)', cell: ({ time }) => minuteText(time) },
			{ title: 'Who', cell: ({ principal, client }) => [principal, client && ` (${client})`] },
			{ title: 'What', cell: ({ kind, name }) => `${kind} ${name}` },
			{
				title: 'Outcome',
				cell: (call) =>
					badge(labelOf(call.outcome), isError(call) ? toneOf('upstream_error') : 'good'),
			},
			{ title: 'ms', cell: ({ durationMs }) => numberText(durationMs), isNumber: true },
		],
		records.slice(-MOST_CALLS).toReversed(),
	);
}

function spentBars(credits: readonly SpentCredits[]): Child {
	const groups = Map.groupBy(credits, ({ provider, unit }) => `${provider}, ${unit}`);
	const all = [...groups].map(([label, days]) => ({ label, value: sum(days) }));
	return bars('Credits by vendor', all, 'each');
}

function spentLines(credits: readonly SpentCredits[]): Child {
	const days = Map.groupBy(credits, ({ provider, unit, day }) => `${day} ${provider} ${unit}`);
	return table(
		'Credits by day',
		[
			{ title: 'Day (UTC)', cell: ([first]) => first?.day ?? '' },
			{ title: 'Vendor', cell: ([first]) => first?.provider ?? '' },
			{ title: 'Unit', cell: ([first]) => first?.unit ?? '' },
			{ title: 'Spent', cell: (rows) => numberText(sum(rows)), isNumber: true },
		],
		[...days.values()].toSorted((one, other) =>
			(other[0]?.day ?? '').localeCompare(one[0]?.day ?? ''),
		),
	);
}

function sum(rows: readonly SpentCredits[]): number {
	return rows.reduce((total, { spent }) => total + spent, 0);
}
