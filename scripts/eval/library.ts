import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as Stores from '../../src/base/database/open-store.ts';
import type * as Policy from '../../src/context/check-action/policy.ts';
import type * as Rules from '../../src/context/facts/rules.ts';
import type * as Graph from '../../src/context/open-context-graph.ts';
import type * as Briefing from '../../src/gtm/playbook/briefing/compose-briefing.ts';
import type * as Deciding from '../../src/gtm/playbook/qualification/check-decision.ts';
import type * as Qualifying from '../../src/gtm/playbook/qualification/qualify.ts';
import type * as Checking from '../../src/gtm/playbook/personalization/check-message.ts';
import type * as Hooks from '../../src/gtm/playbook/personalization/hooks.ts';
import type * as Message from '../../src/gtm/playbook/personalization/message.ts';
import type * as Catalogue from '../../src/gtm/playbook/routing/catalogue.ts';
import type * as Picking from '../../src/gtm/playbook/routing/pick.ts';
import type * as Shortlists from '../../src/gtm/playbook/routing/shortlist.ts';
import type * as Defaults from '../../src/gtm/playbook/rubric/default-rubric.ts';
import type * as Rubrics from '../../src/gtm/playbook/rubric/rubric.ts';

/** What the evaluation puts to the test, as the package has it. */
export type Library = Pick<typeof Stores, 'openStore'> &
	Pick<typeof Policy, 'DEFAULT_POLICY'> &
	Pick<typeof Rules, 'createRules'> &
	Pick<typeof Graph, 'openContextGraph'> &
	Pick<typeof Briefing, 'composeBriefing'> &
	Pick<typeof Deciding, 'checkDecision'> &
	Pick<typeof Qualifying, 'qualify'> &
	Pick<typeof Checking, 'checkMessage'> &
	Pick<typeof Hooks, 'chooseHooks'> &
	Pick<typeof Message, 'messageSchema' | 'messageRulesSchema'> &
	Pick<typeof Catalogue, 'readCatalogue'> &
	Pick<typeof Picking, 'acceptPick'> &
	Pick<typeof Shortlists, 'shortlist'> &
	Pick<typeof Defaults, 'DEFAULT_RUBRIC'> &
	Pick<typeof Rubrics, 'readRubric'>;

export const MODULES = [
	'base/database/open-store',
	'context/check-action/policy',
	'context/facts/rules',
	'context/open-context-graph',
	'gtm/playbook/briefing/compose-briefing',
	'gtm/playbook/qualification/check-decision',
	'gtm/playbook/qualification/qualify',
	'gtm/playbook/personalization/check-message',
	'gtm/playbook/personalization/hooks',
	'gtm/playbook/personalization/message',
	'gtm/playbook/routing/catalogue',
	'gtm/playbook/routing/pick',
	'gtm/playbook/routing/shortlist',
	'gtm/playbook/rubric/default-rubric',
	'gtm/playbook/rubric/rubric',
];

/** From dist/, as it is published. @param root of the repository */
export function loadLibrary(root: string): Library {
	const require = createRequire(join(root, 'package.json'));
	return libraryFrom((module) => require(`./dist/src/${module}.js`) as unknown);
}

/** @param load a module of `src`, from the sources or from the build */
export function libraryFrom(load: (module: string) => unknown): Library {
	return Object.assign({}, ...MODULES.map(load)) as Library;
}
