import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from './pages';
import { allVendors } from '../../../src/gtm/vendors/registry';
import { publishedCredentials } from '../credentials/published-credentials';

const text = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const [, table = ''] = /## Vendors' marks\n([^]*?)\n## /.exec(text) ?? [];
const rows = [...table.matchAll(/^\| (.+?) +\| .* \| (yes|no) +\|$/gm)].map(
	([, vendor = '', allowed]) => ({ vendor, allowed: allowed === 'yes' }),
);

describe("the marks of vendors' own", () => {
	it('are decided for every vendor', () => {
		const names = [...new Set(allVendors.map(({ profile }) => profile.name))].toSorted();
		expect(rows.map(({ vendor }) => vendor).toSorted()).toEqual(names);
	});

	it('are on no credential as long as no terms allow it', () => {
		expect(rows.filter(({ allowed }) => allowed)).toEqual([]);
		const ours = readdirSync(path.join(ROOT, 'icons'));
		const used = publishedCredentials().flatMap(({ icon }) =>
			typeof icon === 'object' ? [icon.light, icon.dark] : [icon],
		);
		for (const icon of used) {
			expect(ours).toContain(path.basename(String(icon)));
			expect(path.basename(String(icon))).toMatch(
				/^gtm-(mcp|crm|enrichment|sequencer|analytics|context|toolkit|playbook)/,
			);
		}
	});
});
