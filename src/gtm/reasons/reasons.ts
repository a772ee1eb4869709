import { PLAYBOOK_REASONS } from './playbook-reasons';
import type { ReasonMeaning } from './reason-meaning';
import { REASONS_A_TO_M } from './reasons-a-to-m';
import { REASONS_N_TO_Z } from './reasons-n-to-z';

/**
 * Every code of our own that an outcome can carry; codes of a vendor's come as the vendor writes them.
 * A code that is used and not in here fails a test.
 */
export const REASONS: Readonly<Record<string, ReasonMeaning>> = {
	...REASONS_A_TO_M,
	...REASONS_N_TO_Z,
	...PLAYBOOK_REASONS,
};
