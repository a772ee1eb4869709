import { answer, isRecord } from '../../frame/call.ts';
import type { Answer } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { notFound, refused } from './errors.ts';
import { API_PATH } from './paths.ts';
import type { SalesforceState } from './state.ts';

const on = routesOf<SalesforceState>();

interface Flow {
	/** Variables that are available for input. */
	inputs: readonly string[];
	ending: 'Error' | 'fault' | 'Finished' | 'Waiting';
}

/** The active autolaunched flows of the org, by API name: each ends in its own way. */
export const FLOWS: Readonly<Record<string, Flow>> = {
	Start_Onboarding: { inputs: ['recordId', 'tier'], ending: 'Finished' },
	Wait_For_Approval: { inputs: ['recordId'], ending: 'Waiting' },
	Faulty_Flow: { inputs: ['recordId'], ending: 'fault' },
	Broken_Flow: { inputs: ['recordId'], ending: 'Error' },
};

function results(flow: string, { inputs, ending }: Flow, input: Record<string, unknown>): Answer {
	const unknown = Object.keys(input).find((name) => !inputs.includes(name));
	const failed = (statusCode: string, message: string) =>
		answer(400, [
			{
				actionName: flow,
				errors: [{ statusCode, message, fields: [] }],
				isSuccess: false,
				outputValues: null,
			},
		]);
	if (unknown !== undefined) {
		return failed(
			'INVALID_API_INPUT',
			`The input parameter ${unknown} is not an input of the flow.`,
		);
	}
	if (ending === 'fault') {
		return failed('UNKNOWN_EXCEPTION', 'An unhandled fault has occurred in this flow');
	}
	const outputValues = { Flow__InterviewStatus: ending };
	return answer(200, [{ actionName: flow, errors: null, isSuccess: true, outputValues }]);
}

export const flowRoutes = [
	on('POST', `${API_PATH}/actions/custom/flow/{flow}`, ({ params, body }, { state }) => {
		const flow = FLOWS[params.flow];
		if (flow === undefined) throw notFound();
		const { inputs } = isRecord(body) ? body : {};
		const [input] = Array.isArray(inputs) ? (inputs as unknown[]) : [];
		if (!isRecord(input)) {
			throw refused(400, { code: 'INVALID_INPUT', message: 'inputs is a list of objects' });
		}
		state.flowRuns.push({ flow: params.flow, inputs: input });
		return results(params.flow, flow, input);
	}),
];
