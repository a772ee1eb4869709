import { h, type Child, type Element } from '../tree/element';
import { dayText } from './wording';

export interface Moment {
	at: unknown;
	title: Child;
	text?: string;
	source?: string;
}

/** What happened, the latest first as it comes. */
export function timeline(moments: readonly Moment[]): Element | false {
	if (moments.length === 0) return false;
	return h(
		'ol',
		{ class: 'timeline' },
		moments.map(({ at, title, text, source }) =>
			h(
				'li',
				{},
				h('time', { datetime: typeof at === 'string' ? at : undefined }, dayText(at)),
				h('span', {}, title, text ? `: ${text}` : '', source ? h('small', {}, ` ${source}`) : ''),
			),
		),
	);
}
