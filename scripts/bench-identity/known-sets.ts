import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A set of data, as files. */
export interface DataSet {
	name: string;
	records: string[];
	/** Left out where the records say it themselves. */
	truth?: string;
	mapping: string;
}

const MAPPINGS = join('scripts', 'bench-identity', 'mappings');

/** Sets that others made, in the folder where each is expected. */
export function knownSets(root: string, datasets: string): DataSet[] {
	const at = (...parts: string[]) => join(datasets, 'identity', ...parts);
	const senzing = ['customers', 'reference', 'watchlist'].map((name) =>
		at('senzing', `${name}.jsonl`),
	);
	return [
		{
			name: 'senzing',
			records: senzing,
			truth: at('senzing', 'actual_truthset_key.csv'),
			mapping: join(root, MAPPINGS, 'senzing.json'),
		},
		{
			name: 'splink',
			records: [at('splink', 'fake_1000.csv')],
			mapping: join(root, MAPPINGS, 'splink.json'),
		},
		{
			name: 'names',
			records: [at('names', 'name-pairs.csv')],
			mapping: join(root, MAPPINGS, 'names.json'),
		},
	];
}

/** Where the sets are expected: beside the repository. */
export function defaultFolder(root: string): string {
	return join(root, '..', 'shared', 'datasets');
}

/** The first file of a set that is not there. */
export function missingFile({ records, truth, mapping }: DataSet): string | undefined {
	return [...records, ...(truth === undefined ? [] : [truth]), mapping].find(
		(file) => !existsSync(file),
	);
}

export async function readFiles(files: readonly string[]): Promise<string[]> {
	return Promise.all(files.map((file) => readFile(file, 'utf8')));
}
