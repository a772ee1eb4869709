import { h, type Element } from '../tree/element';
import { listIn, textOf, type Data } from './data';
import { notice } from './layout';
import { dayText } from './wording';

/** Whether something may be done, and if not, what would change that. */
export function verdict(said: Data, allowed: string, refused: string): Element {
	const blocks = listIn(said, 'blocks');
	if (said.allowed === true) return notice('good', allowed);
	return notice(
		'bad',
		refused,
		h(
			'ul',
			{},
			blocks.map(({ message, unblock, until }) =>
				h(
					'li',
					{},
					textOf(message),
					textOf(unblock) !== '' && h('small', {}, ` ${textOf(unblock)}`),
					textOf(until) !== '' && h('small', {}, ` Until ${dayText(until)}.`),
				),
			),
		),
	);
}
