import type { WorkflowTrigger } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { errorsOf, explainError } from './explain';
import { toRecordId } from './record-id';
import { API_VERSION } from './version';

/** Codes of a flow that cannot take what it was given. */
const WRONG_INPUT = /^(?:INVALID_API_INPUT|INVALID_FIELD|INVALID_INPUT|UNKNOWN_PARAMETER)/;

/**
 * Runs an active autolaunched flow. The record goes into its text variable `recordId`, unless the
 * inputs name their own. It is never sent twice: what the flow does is nobody's to know.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_action.meta/api_action/actions_obj_flow.htm
 */
export async function triggerWorkflow(
	client: VendorClient,
	{ workflow, recordId, inputs = {} }: WorkflowTrigger,
): Promise<Outcome> {
	const { provider } = client;
	try {
		const id = toRecordId(recordId);
		const response = await client.send({
			method: 'POST',
			path: pathOf`/services/data/${API_VERSION}/actions/custom/flow/${workflow}`,
			body: { inputs: [{ recordId: id, ...inputs }] },
			effect: 'unsafe',
			// The results of a flow that failed come with this status.
			accept: [400],
		});
		const [result] = recordsOf(response.body);
		if (result === undefined) throw unreadable(client, response);
		const outputs = recordOf(result.outputValues);
		const interview = textOf(outputs.Flow__InterviewStatus);
		const [error] = errorsOf(response.body);
		if (result.isSuccess !== true || error !== undefined || interview === 'Error') {
			return failed(provider, workflow, error);
		}
		const record = { workflow, recordId: id, outputs };
		const paused = `The flow is waiting. Its status is ${interview}.`;
		return {
			status: 'updated',
			provider,
			record,
			...(interview === 'Waiting' && { notes: [paused] }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

function failed(
	provider: string,
	workflow: string,
	error: ReturnType<typeof errorsOf>[number] | undefined,
): Outcome {
	if (error === undefined) {
		const message = `The flow ${workflow} failed. Salesforce emails the error to its owner. The flow can have done part of its work.`;
		return {
			status: 'upstream_error',
			provider,
			reason: { code: 'flow_failed', message },
			retry: { advised: false },
		};
	}
	const { status, code, message } = explainError(error, 400);
	const hint =
		'Add a text variable "recordId" to the flow that is available for input, and one for each input.';
	return {
		status,
		provider,
		reason: { code, message: WRONG_INPUT.test(code) ? `${message} ${hint}` : message },
		retry: { advised: false },
	};
}
