import { goal, type Measured, renderReport } from '../../../../scripts/bench-playbooks/report';

const taken = (...own: number[]) => own.map((one) => ({ whole: one + 100, vendors: 100 }));

const measured = (playbooks: number[], bare: number[]): Measured => ({
	playbooks: taken(...playbooks),
	bare: taken(...bare),
	vendorCalls: 12,
	modelCalls: 3,
});

describe('the goal of a lead from form to enrolled', () => {
	it('is met where the slowest takes 5 seconds besides the vendors', () => {
		const { met, text } = goal(measured([1000, 2000, 5000], [500, 500, 500]));
		expect(met).toBe(true);
		expect(text).toMatch(/^met: .* slowest of 3: 5000; 4\.00 times the bare calls/);
	});

	it('is missed where one takes longer', () => {
		expect(goal(measured([1000, 1000, 5001], [500])).met).toBe(false);
	});
});

it('shows what a lead takes beside the same calls without the playbooks', () => {
	const cells = renderReport(measured([1000, 2000, 3000], [400]))
		.split('\n')
		.slice(2)
		.map((line) => line.split('|').map((cell) => cell.trim()));
	expect(cells.map((row) => row.slice(2, -1))).toEqual([
		['3', '2100', '2000', '3000'],
		['1', '500', '400', '400'],
	]);
});
