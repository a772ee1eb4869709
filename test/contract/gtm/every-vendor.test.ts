import { existsSync } from 'node:fs';
import path from 'node:path';

import { allVendors } from '../../../src/gtm/vendors/registry';

/** Those whose requests nothing but our reading of their documentation checks, and why. */
const WITHOUT_SPECIFICATION: Readonly<Record<string, string>> = {
	hubspot: 'its specification is not licensed for use by others',
};

const ids = [...new Set(allVendors.map(({ profile }) => profile.id))].toSorted();

test.each(ids)('%s is checked against its specification, or it is known why not', (id) => {
	const why = WITHOUT_SPECIFICATION[id];
	const checked = existsSync(path.join(__dirname, `${id}.test.ts`));
	if (why !== undefined) process.stdout.write(`${id}: no operation checked: ${why}\n`);
	expect({ id, checked }).toEqual({ id, checked: why === undefined });
});
