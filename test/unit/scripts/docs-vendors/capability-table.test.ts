import { readFileSync } from 'node:fs';
import path from 'node:path';

import { capabilityPage } from '../../../../scripts/docs-vendors/capability-table';
import { describedOperations } from '../../../../src/gtm/operations/described-operations';
import { can, cannot } from '../../../../src/gtm/vendors/capability';
import { vendors } from '../../../../src/gtm/vendors/registry';

const PAGE = path.join(__dirname, '../../../../docs/vendors/README.md');

describe('the page of what vendors can do', () => {
	it('shows what is offered, what in a way of its own, and what not, with a sentence', () => {
		const acme = {
			profile: { id: 'acme', name: 'Acme' },
			docsUrl: '',
			capabilities: { 'a.get': can(), 'a.stop': can('Slowly.'), 'a.pause': cannot('It has none.') },
		};
		const page = capabilityPage(
			{ crm: [acme] },
			{ crm: ['a.get', 'a.stop', 'a.pause', 'b.ours'].map((name) => ({ name })) },
		);
		expect(page).not.toContain('b.ours');
		expect(page).toContain('| a.get     | ●               |');
		expect(page).toContain('| a.stop    | ◐               |');
		expect(page).toContain('| a.pause   | –               |');
		expect(page).toContain('- **Acme**, a.stop: Slowly.');
		expect(page).toContain('- **Acme**, a.pause: It has none.');
	});

	it('is as the registry is: run `npm run build && npm run docs:vendors`', () => {
		expect(readFileSync(PAGE, 'utf8')).toBe(capabilityPage({ ...vendors }, describedOperations()));
	});
});
