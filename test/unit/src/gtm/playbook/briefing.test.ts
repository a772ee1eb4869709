import { composeBriefing } from '../../../../../src/gtm/playbook/briefing/compose-briefing';
import { askSources } from '../../../../../src/gtm/playbook/briefing/sources';
import { GOOD, INTERESTED, pictureOf } from './picture-of';

const picture = pictureOf(GOOD, INTERESTED);

describe('a briefing', () => {
	it('has its sections in order, and each line its source and date', () => {
		const { sections, status, text } = composeBriefing(picture, []);
		expect(sections.map(({ title }) => title)).toEqual([
			'Why now',
			'Company snapshot',
			'People',
			'Deal history and risks',
			'Usage',
			'Hypotheses and questions',
			'Objections',
			'Gaps and stale data',
		]);
		expect(status).toBe('complete');
		expect(text).toContain('- Invited 12 colleagues [posthog, 2026-11-28]');
		expect(text).toContain('- industry: Software [crm, 2026-11-20]');
	});

	it('says what is missing and stale', () => {
		const gaps = pictureOf(GOOD, {
			missing: [{ entity: 'account', attribute: 'fundingStage' }],
			stale: ['contact.title'],
		});
		const { status, text } = composeBriefing(gaps, []);
		expect(status).toBe('partial');
		expect(text).toContain('Missing: account fundingStage');
		expect(text).toContain('Stale: contact.title, 10 days old [crm]');
	});

	it('is partial where a source is down, and names it', async () => {
		const reports = await askSources(
			[
				{ source: 'news', ask: async () => await new Promise(() => undefined) },
				{ source: 'jobs', ask: async () => await Promise.reject(new Error('HTTP 503')) },
				{
					source: 'calls',
					ask: async () => ({ bullets: [{ section: 'objections', text: 'Too expensive' }] }),
				},
			],
			30,
		);
		const { status, sourcesDown, text } = composeBriefing(picture, reports);
		expect(status).toBe('partial');
		expect(sourcesDown).toEqual([
			{ source: 'news', reason: 'no answer within 0.03 s' },
			{ source: 'jobs', reason: 'HTTP 503' },
		]);
		expect(text).toContain('No answer from news');
		expect(text).toContain('- Too expensive [calls]');
	});

	it('asks all at once: the slowest decides how long it takes', async () => {
		let running = 0;
		let most = 0;
		const source = {
			source: 's',
			ask: async () => {
				running += 1;
				most = Math.max(most, running);
				await new Promise((resolve) => setImmediate(resolve));
				running -= 1;
				return { bullets: [] };
			},
		};
		await askSources([source, source, source], 1000);
		expect(most).toBe(3);
	});

	it('is empty where nothing is known, and says so', () => {
		const nobody = pictureOf({}, { status: 'not_found' });
		expect(composeBriefing(nobody, []).status).toBe('empty');
	});

	it('offers no link that a stranger wrote', () => {
		const signal = { ...INTERESTED.signals[0], summary: 'Click https://evil.example/a?x=1 now' };
		const { text } = composeBriefing(pictureOf(GOOD, { signals: [signal] as never }), []);
		expect(text).not.toContain('evil.example');
		expect(text).toContain('[link removed]');
	});
});
