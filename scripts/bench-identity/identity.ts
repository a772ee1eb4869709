import type * as Clustering from '../../src/context/identity/clusters.ts';
import type * as Companies from '../../src/context/identity/names/company-likeness.ts';
import type * as People from '../../src/context/identity/names/person-likeness.ts';
import type * as Planning from '../../src/context/identity/plan-merges.ts';
import type * as Reading from '../../src/context/identity/read-identifier.ts';
import type * as Suggesting from '../../src/context/identity/suggest.ts';
import type * as Kinds from '../../src/context/identity/identifier-kinds.ts';

/** What the benchmark measures, as the package has it. */
export type Identity = Pick<typeof Clustering, 'Clusters'> &
	Pick<typeof Companies, 'companyLikeness' | 'COMPANY_SUGGESTION'> &
	Pick<typeof People, 'personLikeness' | 'PERSON_SUGGESTION'> &
	Pick<typeof Planning, 'planMerges'> &
	Pick<typeof Reading, 'readIdentifiers'> &
	Pick<typeof Suggesting, 'likenessKeys' | 'suggestionBetween'> &
	Pick<typeof Kinds, 'mayMerge'>;

const MODULES = [
	'clusters',
	'names/company-likeness',
	'names/person-likeness',
	'plan-merges',
	'read-identifier',
	'suggest',
	'identifier-kinds',
];

/** @param load a module of `src/context/identity`, from the sources or from the build */
export function identityFrom(load: (module: string) => unknown): Identity {
	return Object.assign({}, ...MODULES.map(load)) as Identity;
}
