import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { FIXTURE_WORKFLOW_FILE, fixtureWorkflowJson } from './fixture-workflow.ts';

// node scripts/conformance/write-fixture-workflow.ts, in the repository's root
mkdirSync(dirname(FIXTURE_WORKFLOW_FILE), { recursive: true });
writeFileSync(FIXTURE_WORKFLOW_FILE, fixtureWorkflowJson());
