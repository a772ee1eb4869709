import { readPage } from '../../docs/pages';
import { compareWithExplained, EXPLAINED } from '../../../../scripts/n8n-checks/explained';

const finding = (rule: string) => ({ file: 'nodes/A.node.ts', line: 1, rule, message: 'no' });

describe("n8n's own check for community packages", () => {
	it('is answered in CONTRIBUTING, rule by rule', () => {
		const { text } = readPage('CONTRIBUTING.md');
		for (const { rule, why } of EXPLAINED) {
			expect(text).toContain(`\`${rule}\``);
			expect(text).toContain(why);
		}
	});

	it('fails on a rule that nobody has explained, or not for this place', () => {
		const { unexplained } = compareWithExplained(
			[finding('no-console'), finding('no-eval')],
			'sources',
		);
		expect(unexplained.map(({ rule }) => rule)).toEqual(['no-console', 'no-eval']);
	});

	it('fails on an explanation that nothing needs any more', () => {
		const all = EXPLAINED.filter((one) => one.in.includes('package')).map(({ rule }) =>
			finding(rule),
		);
		expect(compareWithExplained(all, 'package')).toEqual({ unexplained: [], outdated: [] });
		expect(compareWithExplained(all.slice(1), 'package').outdated).toEqual([all[0]?.rule]);
	});
});
