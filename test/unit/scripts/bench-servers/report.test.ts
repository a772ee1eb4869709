import type { ContenderName } from '../../../../scripts/bench-servers/contenders';
import { goal, type Measured, renderReport } from '../../../../scripts/bench-servers/report';

const measured = (name: ContenderName, p50: number, more: Partial<Measured> = {}): Measured => ({
	name,
	p50,
	p95: 2 * p50,
	rate: 80,
	cpu: 1,
	requests: 100,
	errors: 0,
	bytes: 1_000,
	answerTokens: 200,
	...more,
});

describe('the goal of a read in process', () => {
	it('is met up to 2 ms over the bare call', () => {
		expect(goal([measured('bare', 1), measured('port', 3)])).toEqual({
			met: true,
			text: expect.stringMatching(/^met: .*: 2\.00$/),
		});
	});

	it('is missed beyond, and where the bare call is not measured', () => {
		expect(goal([measured('bare', 1), measured('port', 3.01)]).met).toBe(false);
		expect(goal([measured('port', 1)]).met).toBe(false);
	});
});

it('says of each way what it costs over the bare call, and what a model reads', () => {
	const table = renderReport([
		measured('bare', 1),
		measured('branch', 61, { listTokens: 90, errors: 3 }),
	]);
	const cells = (table.split('\n').at(-1) ?? '').split('|').map((cell) => cell.trim());
	expect(cells.slice(1, -1)).toEqual([
		'branch with GTM CRM, own port',
		...['61.0', '122', '60.0', '1.00', '1000', '200', '90', '3'],
	]);
});
