import type { ContextGraph } from '../../../context/context-graph';
import { ENTITY_TYPES, type EntityType } from '../../../context/model/entity';
import type { PrivacyClass } from '../../../context/model/observation';
import type { Data } from '../../../mcp/cards/parts/data';
import type { GraphSource } from '../../../mcp/dashboard/dashboard-ports';

const MOST_FOUND = 50;
const MOST_REVIEWS = 50;
const MOST_CHANGES = 100;
/** Tokens: a person reads more than a model is given. */
const LONGEST_CONTEXT = 8_000;

/** Classes in which people have no names. */
const NAMELESS: readonly PrivacyClass[] = ['public', 'business'];

/**
 * The context graph as the dashboard of a server shows it: as widely as the server's clients see it, and
 * no further.
 *
 * @param upTo the widest class of privacy that the server shows
 */
export function createGraphSource(
	open: () => Promise<ContextGraph>,
	upTo: PrivacyClass,
): GraphSource {
	const caller = { viewer: { name: 'dashboard', upTo } };
	const isNameless = NAMELESS.includes(upTo);
	return {
		search: async (text) => plain(await (await open()).search({ text, limit: MOST_FOUND }, caller)),
		async context(id, type) {
			const known = (ENTITY_TYPES as readonly string[]).includes(type);
			const subject = { id, ...(known && { type: type as EntityType }) };
			return plain(await (await open()).getContext({ subject, budget: LONGEST_CONTEXT }, caller));
		},
		async reviews() {
			const all = await (await open()).reviews({ status: 'open', limit: MOST_REVIEWS });
			// Why two may be one names what they have in common.
			return all.filter(({ type }) => !(isNameless && type === 'contact')).map(plain);
		},
		async changes() {
			const all = await (await open()).lastChanges({ limit: MOST_CHANGES });
			return all.map(({ before: _, after: __, entity, ...change }) =>
				plain({
					...change,
					...(entity !== undefined && !(isNameless && change.type === 'contact') && { entity }),
				}),
			);
		},
	};
}

/** As JSON has it: without what is undefined. */
function plain(data: object): Data {
	return JSON.parse(JSON.stringify(data)) as Data;
}
