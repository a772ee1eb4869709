import { readFileSync } from 'node:fs';
import path from 'node:path';

import { reasonPage } from '../../../../../scripts/docs-vendors/reason-page';
import { REASONS } from '../../../../../src/gtm/reasons/reasons';
import { codesInSource } from './codes-in-source';

const PAGE = path.join(__dirname, '../../../../../docs/reasons.md');

it('every code that an outcome can carry is explained: add it to src/gtm/reasons', () => {
	const codes = codesInSource();
	expect(codes.length).toBeGreaterThan(100);
	expect(codes.filter((code) => !(code in REASONS))).toEqual([]);
});

it.each(Object.entries(REASONS))('%s says what happened and what to do', (_code, reason) => {
	expect(reason.means).toMatch(/^[A-Z].*[^.]$/);
	expect(reason.advice).toMatch(/^[A-Z].*[^.]$/);
});

it('the page is as the table is: run `npm run build && npm run docs:vendors`', () => {
	expect(readFileSync(PAGE, 'utf8')).toBe(reasonPage(REASONS));
});
