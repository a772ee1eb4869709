import { join } from 'node:path';

import { identityFrom } from '../../../../scripts/bench-identity/identity';
import {
	defaultFolder,
	knownSets,
	missingFile,
} from '../../../../scripts/bench-identity/known-sets';
import { measureSet } from '../../../../scripts/bench-identity/measure-set';
import { problemsOf } from '../../../../scripts/bench-identity/report';

const ROOT = join(__dirname, '..', '..', '..', '..');
const identity = identityFrom((module) =>
	jest.requireActual(join(ROOT, 'src', 'context', 'identity', module)),
);
const sets = new Map(knownSets(ROOT, defaultFolder(ROOT)).map((set) => [set.name, set]));

/** The data is not part of the project: where it is absent, the test is skipped, and counted so. */
const where = (name: string) => {
	const set = sets.get(name);
	return set && missingFile(set) === undefined ? it : it.skip;
};

async function measure(name: string) {
	const set = sets.get(name);
	if (!set) throw new RangeError(`There is no set ${name}`);
	return measureSet(identity, set);
}

describe('identity on sets that others made', () => {
	where('splink')('merges all 682 pairs of splink with one address, and no other', async () => {
		const measured = await measure('splink');
		expect(problemsOf(measured)).toEqual([]);
		expect(measured).toMatchObject({
			records: { truePairs: 2031, automatic: { right: 682, wrong: 0 } },
		});
	});

	where('senzing')('falls into no trap of the Senzing truth set', async () => {
		const measured = await measure('senzing');
		expect(problemsOf(measured)).toEqual([]);
		expect(measured).toMatchObject({ records: { truePairs: 108, automatic: { wrong: 0 } } });
	});

	where('names')('suggests companies by their names with F1 of .86 at least', async () => {
		expect(problemsOf(await measure('names'))).toEqual([]);
	});
});
