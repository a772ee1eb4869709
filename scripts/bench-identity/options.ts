import { HELP, parseOptions } from '../command/parse-options.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { type DataSet, defaultFolder, knownSets } from './known-sets.ts';

export const BENCH_USAGE = `npm run bench:identity [-- options]: precision and recall of identity on sets that others made

  --datasets DIR   folder with the known sets (default ../shared/datasets beside the repository)
  --records FILE   a set of your own: CSV or JSON lines; may be given several times
  --truth FILE     which of its records are one (default: the records say it)
  --mapping FILE   what its fields mean; see scripts/bench-identity/mappings
  --help           this text
`;

/** Which sets to measure, or `'help'`. Throws SetupError for what cannot be meant. */
export function readBenchOptions(args: string[], root: string): DataSet[] | 'help' {
	const { help, datasets, records, truth, mapping } = parse(args);
	if (help) return 'help';
	if (records === undefined && truth === undefined && mapping === undefined) {
		return knownSets(root, datasets ?? defaultFolder(root));
	}
	if (records === undefined || mapping === undefined) {
		throw new SetupError('A set of your own needs --records and --mapping');
	}
	return [{ name: 'own', records, mapping, ...(truth !== undefined && { truth }) }];
}

function parse(args: string[]) {
	const text = { type: 'string' } as const;
	const options = {
		datasets: text,
		records: { ...text, multiple: true },
		truth: text,
		mapping: text,
		help: HELP,
	} as const;
	return parseOptions('npm run bench:identity', { args, options }).values;
}
