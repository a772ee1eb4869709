import fc from 'fast-check';

import { outcomeCard } from '../../../../../src/mcp/cards/faces/outcome';
import { chartCard, recordCard, tableCard } from '../../../../../src/mcp/cards/faces/plain';
import { prospectCard } from '../../../../../src/mcp/cards/faces/prospect';
import { reportCard } from '../../../../../src/mcp/cards/faces/report';
import { reviewCard } from '../../../../../src/mcp/cards/faces/review';
import { textIn } from '../../../../../src/mcp/cards/tree/element';
import { renderHtml } from '../../../../../src/mcp/cards/tree/render-html';
import type { Data } from '../../../../../src/mcp/cards/parts/data';

const FACES = {
	chartCard,
	outcomeCard,
	prospectCard,
	recordCard,
	reportCard,
	reviewCard,
	tableCard,
};

it.each(Object.entries(FACES))('%s draws whatever it is given', (_, draw) => {
	const anything = fc.dictionary(
		fc.constantFrom(
			'status',
			'record',
			'contact',
			'facts',
			'reviews',
			'metrics',
			'meta',
			'title',
			'timeline',
			'reason',
			'mayContact',
			'notes',
			'cost',
		),
		fc.jsonValue({ maxDepth: 4 }),
	);
	fc.assert(
		fc.property(anything, (data) => {
			expect(renderHtml(draw(data as Data))).toContain('<article');
		}),
	);
});

it('a prospect that is not known has no facts, and the candidates are named', () => {
	const text = textIn(
		prospectCard({
			status: 'needs_review',
			reasons: ['Two people have this name.'],
			candidates: [{ id: 'c1', type: 'contact', name: 'Kim Lee', reasons: ['the same company'] }],
		}),
	);
	expect(text).toContain('Two people have this name.');
	expect(text).toContain('Kim Lee');
	expect(text).toContain('the same company');
});

it('what was cut or withheld from an answer is said on the card', () => {
	const text = textIn(
		prospectCard({
			status: 'resolved',
			contact: { id: 'c1', facts: {} },
			mayContact: { allowed: true, blocks: [] },
			meta: { withheld: ['mobilePhone'], cut: [{ part: 'timeline' }] },
		}),
	);
	expect(text).toContain('Mobile phone');
	expect(text).toContain('Left out for length');
});

it('an outcome says what it cost and why something is missing', () => {
	const text = textIn(
		outcomeCard({
			status: 'skipped',
			provider: 'lemlist',
			reason: { code: 'already_enrolled', message: 'Kim is in this sequence.' },
			cost: { amount: 2, unit: 'credit' },
		}),
	);
	expect(text).toMatch(/Left out.*Already enrolled.*Kim is in this sequence\..*Cost: 2 credit/s);
});

it('an alert that fires is seen, with its numbers', () => {
	const text = textIn(
		reportCard({
			status: 'found',
			record: { alert: 'Signups fall', fires: true, value: 10, explanation: '10 is below 20.' },
		}),
	);
	expect(text).toMatch(/Signups fall.*The alert fires.*10 is below 20\./s);
});

it('bars of metrics in different units have a scale each', () => {
	const html = renderHtml(
		reportCard({
			status: 'found',
			record: [
				{ name: 'a', unit: 'count', value: 1000 },
				{ name: 'b', unit: 'ratio', value: 0.5 },
			],
		}),
	);
	const widths = [...html.matchAll(/class="one"[^>]*width="(\d+)"/g)].map(([, width]) => width);
	expect(widths).toEqual([widths[0], widths[0]]);
});
