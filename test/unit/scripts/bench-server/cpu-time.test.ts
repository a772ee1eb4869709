import { parseStat } from '../../../../scripts/bench-server/cpu-time';

describe('the processor time of a process', () => {
	it.each(['node', 'a (very) odd) name', 'R 1 2'])('is read whatever it is called: %s', (name) => {
		const stat = `4711 (${name}) S 42 4711 4711 0 -1 4194304 900 0 1 0 123 45 6 7 20 0 11 0 99`;
		expect(parseStat(stat)).toEqual({ parent: 42, ticks: 168 });
	});
});
