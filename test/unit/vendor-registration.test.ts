import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { allVendors, vendors } from '../../src/gtm/vendors/registry';

const ROOT = path.join(__dirname, '..', '..');

/** What a new vendor is entered in, besides the files of its own. */
const REGISTRATION = ['sandbox/vendors/index.ts', 'src/gtm/vendors/registry.ts'];

/** Files of the product that name vendors and need no entry for a new one. */
const NO_LISTS: Readonly<Record<string, string>> = {
	'nodes/GtmContext/actions/provenance.properties.ts': 'an example in a placeholder',
	'nodes/GtmContext/actions/enrollment/list.operation.ts': 'an example in a placeholder',
	'nodes/GtmContext/actions/enrollment/release.operation.ts': 'an example in a placeholder',
	'nodes/GtmContext/actions/fact/record.operation.ts': 'an example in a placeholder',
	'nodes/GtmContext/actions/prospect/check-action.operation.ts': 'an example in a placeholder',
	'nodes/GtmContext/actions/rules/set.operation.ts': 'an example in a placeholder',
	'nodes/GtmContext/actions/subject.properties.ts': 'an example in a placeholder',
	'nodes/GtmCrm/actions/metadata/workflow.resource.ts': 'examples in a description',
	'nodes/GtmMcpClient/descriptions/preset.properties.ts': 'a default',
	'nodes/GtmSequencer/actions/locators.ts': 'two ways of a default in a description',
	'sandbox/page/home.ts': 'tells of an example',
	'sandbox/world/build-world.ts': 'outreach the activity',
	'sandbox/world/examples.ts': 'who knows an example',
	'sandbox/world/words.ts': 'technologies that companies use',
	'src/base/identity/many-owners.ts': 'hosts of many sites',
	'src/context/identity/identifier-kinds.ts': 'an example in the table',
	'src/context/model/identifier.ts': 'an example in a description',
	'src/context/model/provenance.ts': 'an example in a message',
	'src/gtm/operations/crm/trigger-workflow.ts': 'examples in a description',
	'src/n8n/server/context-provider/context-schemas.ts': 'examples in a description',
};

/** MCP servers are another list than vendors, and HubSpot's wants a sign-in of its own. */
const OF_MCP = /^(src\/gtm\/presets|src\/n8n\/client|nodes\/GtmMcp)/;

/** Tests of something that differs by vendor: they cover another one when somebody has written it down. */
const TABLES: readonly RegExp[] = [
	/^test\/e2e\//,
	/^test\/(contract\/gtm\/(block-lists|webhooks)|node\/Gtm(Crm|Sequencer)ChangeTrigger\/instant|node\/GtmSequencer\/push-suppressions)/,
	/^test\/unit\/(credentials\/sign-in-url|sandbox\/(vendors\/oauth|page\/records)|vendor-registration)/,
	/^test\/node\/(GtmSequencer\/stop-and-enroll|GtmEnrichment\/waterfall-vendors|GtmToolkit\/every-tool)/,
	/^test\/unit\/journeys\/(choices|identity)/,
	/^test\/unit\/src\/gtm\/(crm\/(crm-edits|every-crm|written-as-asked)|presets\/preset-table|sequencer\/(found-contact|long-lists))/,
	/^test\/unit\/src\/n8n\/context\/sync\/first-reading/,
	/^test\/unit\/scripts\/build\/write-codex/,
];

const ids = [...new Set(allVendors.map(({ profile }) => profile.id))].toSorted();

function sources(folder: string): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true })
		.map((file) => `${folder}/${String(file).replaceAll(path.sep, '/')}`)
		.filter((file) => /\.(json|ts)$/.test(file));
}

/** Its own: in its folder, or with its name in theirs. `people-data-labs` is `pdl`. */
function isOwn(file: string, id: string): boolean {
	const name = file.toLowerCase().replaceAll('-', '');
	return name.includes(id) || (id === 'pdl' && name.includes('peopledatalabs'));
}

/** Without comments, in which an example may be named. */
const codeOf = (file: string) =>
	readFileSync(path.join(ROOT, file), 'utf8')
		.replaceAll(/\/\*[\s\S]*?\*\//g, '')
		.replaceAll(/(^|\s)\/\/\s.*$/gm, '');

const named = (code: string, id: string) =>
	new RegExp(`(?<![a-z])(gtm)?${id}|${id === 'pdl' ? 'people ?data ?labs' : '(?!)'}`, 'i').test(
		code,
	);

/** The files that name a vendor and are not its own, by vendor. */
function foreignOf(files: readonly string[]): Map<string, string[]> {
	const found = new Map<string, string[]>(ids.map((id) => [id, []]));
	for (const file of files) {
		const code = codeOf(file);
		for (const id of ids) if (!isOwn(file, id) && named(code, id)) found.get(id)?.push(file);
	}
	return found;
}

const product = ['credentials', 'nodes', 'sandbox', 'src']
	.flatMap(sources)
	.filter((file) => !OF_MCP.test(file) && !(file in NO_LISTS));

describe('a vendor is entered', () => {
	const foreign = foreignOf(product);

	test.each(ids)('%s in two files of the product, besides its own', (id) => {
		expect(foreign.get(id)).toEqual(REGISTRATION);
	});

	test('in no list of the tests: they follow the registry', () => {
		const tests = sources('test').filter((file) => !TABLES.some((table) => table.test(file)));
		const byFile = new Map<string, Set<string>>();
		for (const [id, files] of foreignOf(tests)) {
			for (const file of files) byFile.set(file, (byFile.get(file) ?? new Set()).add(id));
		}
		const categories = Object.values({ ...vendors }).map((all) =>
			all.map(({ profile }) => profile.id),
		);
		const lists = [...byFile].filter(([, own]) =>
			categories.some(
				(all) => all.filter((id) => own.has(id)).length >= Math.max(3, all.length - 1),
			),
		);
		expect(lists.map(([file]) => file)).toEqual([]);
	});
});
