import { readFileSync } from 'node:fs';
import path from 'node:path';

import { operationPage } from '../../../../scripts/docs-vendors/operation-page';
import { describedOperations } from '../../../../src/gtm/operations/described-operations';

const PAGE = path.join(__dirname, '../../../../docs/operations.md');

describe('the page of every operation', () => {
	it('names what each takes, what is required, and what a second run does', () => {
		const page = operationPage(describedOperations());
		expect(page).toContain('### contact.upsert');
		expect(page).toMatch(/\| \*\*sequenceId\*\* +\| string/);
		expect(page).toContain('a second run may do it, or cost, again');
	});

	it('is as the catalogue is: run `npm run build && npm run docs:vendors`', () => {
		expect(readFileSync(PAGE, 'utf8')).toBe(operationPage(describedOperations()));
	});
});
