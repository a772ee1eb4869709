import type { IExecuteFunctions } from 'n8n-workflow';

import { isLoopback } from '../../gtm/vendors/base-url';

/** Where an execution says who it is; the page of a sandbox leads there. */
export const EXECUTION_HEADER = 'x-n8n-execution';

type Place = Pick<IExecuteFunctions, 'getExecutionId' | 'getInstanceBaseUrl' | 'getWorkflow'>;

/**
 * The address in the editor of the execution that sends a request, as a header. Nothing unless the
 * request goes to this machine in the clear, as to a sandbox: no vendor hears of anybody's workflows.
 * Nothing outside of an execution, too, as when the editor loads a list.
 */
export function executionHeader(url: string, place: Place): Record<string, string> {
	const target = URL.parse(url);
	if (target === null || !isLoopback(target)) return {};
	const execution = place.getExecutionId();
	const { id: workflow } = place.getWorkflow();
	if (!execution || !workflow) return {};
	const path = ['workflow', workflow, 'executions', execution].map(encodeURIComponent).join('/');
	return { [EXECUTION_HEADER]: `${place.getInstanceBaseUrl().replace(/\/+$/, '')}/${path}` };
}
