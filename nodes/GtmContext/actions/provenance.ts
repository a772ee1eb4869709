import type { Provenance } from '../../../src/context/model/provenance';
import type { ContextRun } from '../../../src/n8n/context/context-operation';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

/** Where a write comes from, as the form and the run say. */
export function readProvenance(parameters: ItemParameters, { actor, run }: ContextRun): Provenance {
	const sourceRef = parameters.text('options.sourceRef');
	const idempotencyKey = parameters.text('options.idempotencyKey');
	const credits = parameters.optionalNumber('options.credits');
	return {
		source: parameters.requiredText('source'),
		actor,
		run,
		...(sourceRef !== undefined && { sourceRef }),
		...(idempotencyKey !== undefined && { idempotencyKey }),
		...(credits !== undefined && { credits }),
	};
}
