import { HANDOVER_MS, StreamHandover } from '../../../../../src/n8n/server/stream-handover';
import { StandingClock } from '../../mcp/server/doubles/standing-clock';

describe('the streams of a server whose trigger stops', () => {
	const begin = () => {
		const clock = new StandingClock();
		const log: string[] = [];
		const closeAll = (server: string) => log.push(`${server} closed`);
		return { clock, log, handover: new StreamHandover({ closeAll }, clock.schedule) };
	};

	it('are ended if it is not started again soon', () => {
		const { clock, log, handover } = begin();
		handover.stopped('a');
		clock.advance(HANDOVER_MS - 1);
		expect(log).toEqual([]);
		clock.advance(1);
		expect(log).toEqual(['a closed']);
	});

	it('hear first what changed if it is, and are ended then, once', () => {
		const { clock, log, handover } = begin();
		handover.stopped('a');
		handover.started('a', () => log.push('a announced'));
		clock.advance(HANDOVER_MS);
		expect(log).toEqual(['a announced', 'a closed']);
		expect(clock.waiting).toBe(0);
	});

	it('do not concern other servers', () => {
		const { clock, log, handover } = begin();
		handover.stopped('a');
		handover.started('b', () => undefined);
		clock.advance(HANDOVER_MS);
		expect(log).toEqual(['b closed', 'a closed']);
	});
});
