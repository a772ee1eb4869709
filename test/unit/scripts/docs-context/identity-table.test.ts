import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	BEGIN,
	END,
	identityTable,
	withTable,
} from '../../../../scripts/docs-context/identity-table';
import { IDENTIFIER_RULES } from '../../../../src/context/identity/identifier-kinds';

const PAGE = join(__dirname, '..', '..', '..', '..', 'docs', 'context', 'identity.md');

describe('the page on identity', () => {
	it('has the table of the code: otherwise run npm run docs:context', () => {
		expect(readFileSync(PAGE, 'utf8')).toContain(
			`${BEGIN}\n\n${identityTable(IDENTIFIER_RULES)}\n\n${END}`,
		);
	});

	it('gets the table between its marks, however often it is made', () => {
		const once = withTable(`before\n${BEGIN}${END}\nafter`, IDENTIFIER_RULES);
		expect(once).toMatch(/^before\n[^]*dana@acme\.com[^]*\nafter$/);
		expect(withTable(once, IDENTIFIER_RULES)).toBe(once);
		expect(() => withTable('no marks', IDENTIFIER_RULES)).toThrow('The page lacks');
	});
});
