import type { IExecuteFunctions } from 'n8n-workflow';

import type { OperationPorts } from '../../../gtm/operations/ports';
import { checkBeforeWrite } from '../../context/check-before-write';
import { processLedger } from '../../context/process-ledger';
import { gtmProcess } from '../gtm-process';

/** What operations need of this process and execution. */
export function operationPorts(context: IExecuteFunctions): OperationPorts {
	const { clock, properties } = gtmProcess();
	const signal = context.getExecutionCancelSignal();
	return {
		clock,
		properties,
		ledger: processLedger,
		checkActions: checkBeforeWrite,
		runId: context.getExecutionId(),
		startedAt: clock.now(),
		// Kept by n8n for published workflows only.
		get memory() {
			return context.getWorkflowStaticData('node');
		},
		...(signal && { signal }),
	};
}
