import type { VendorClient } from '../../http/vendor-client';
import type { Deal } from '../../model/deal';
import type { MappingTable } from '../../model/mapping';
import { type Choice, type DealChoices, type StageChoice, choiceFor } from './choices';
import { type Fitted, lacking } from './fit-words';

type Values = Readonly<Record<string, unknown>>;

/** Titles that most teams give the stages of deals that are over. */
const CLOSED: Readonly<Record<string, RegExp>> = { won: /\bwon\b/i, lost: /\blost\b/i };

/** `won` of "Closed Won"; undefined of other titles. */
export function closedBy(title: string): 'won' | 'lost' | undefined {
	return (['won', 'lost'] as const).find((status) => CLOSED[status]?.test(title));
}

/**
 * Stage and pipeline of a deal as this account has them: by id, by title, else the title that came with
 * them (`stageLabel`), else by whether the deal is won or lost. Where the CRM tells won and lost by the
 * stage, the status follows from it and is not written.
 */
export function fitDeal(
	choices: DealChoices,
	{ provider }: Pick<VendorClient, 'provider'>,
	table: MappingTable,
	values: Values,
): Fitted {
	const { stage, stageLabel, pipeline, pipelineLabel, status, ...others } = values as Deal & Values;
	const leftOut: string[] = [];
	const notes: string[] = [];
	const own = named(choices.pipelines, [pipeline, pipelineLabel]);
	const asked = pipelineLabel ?? pipeline;
	if (asked !== undefined && own === undefined) {
		if (choices.pipelines.length > 0) leftOut.push(lacking('pipeline', asked, provider));
		else notes.push(`pipeline was left out: your ${provider} account has only one pipeline`);
	}
	const inPipeline = choices.stages.filter(
		(one) => own === undefined || one.pipeline === own.value,
	);
	const writesStatus = table.some(({ field, access }) => field === 'status' && access !== 'read');
	const title = stageLabel ?? stage;
	const over =
		status === 'open' ? undefined : (status ?? (title === undefined ? undefined : closedBy(title)));
	const titled = named(inPipeline, [stage, stageLabel]);
	const isOver = writesStatus || over === undefined || titled?.closes === over;
	const found = isOver ? titled : (closing(inPipeline, over) ?? titled);
	if (titled && found !== titled) {
		notes.push(`stage was set to "${found?.label}", because the deal is ${over}`);
	}
	if (title !== undefined && found === undefined && !(writesStatus && over !== undefined)) {
		leftOut.push(lacking('stage', title, provider));
	} else if (!writesStatus && over !== undefined && found?.closes !== over) {
		leftOut.push(
			`status was left out: ${provider} sets it by the stage. Set stage to one for ${over} deals`,
		);
	}
	const byLabel = named(inPipeline, [stageLabel]);
	if (found === titled && found && byLabel && byLabel.value !== found.value) {
		notes.push(`stage is "${found.label}" and stageLabel is a different stage: stage was used`);
	}
	const place = own?.value ?? found?.pipeline;
	return {
		values: {
			...others,
			...(found && { stage: found.value }),
			...(place !== undefined && (own ?? asked ?? found) && { pipeline: place }),
			...(writesStatus && (over ?? status) !== undefined && { status: over ?? status }),
		},
		leftOut,
		notes,
	};
}

function named<One extends Choice>(
	choices: readonly One[],
	texts: ReadonlyArray<string | undefined>,
): One | undefined {
	for (const text of texts) {
		const found = text === undefined || text === '' ? undefined : choiceFor(choices, text);
		if (found) return found;
	}
	return undefined;
}

function closing(stages: readonly StageChoice[], over: 'won' | 'lost' | undefined) {
	return over === undefined ? undefined : stages.find(({ closes }) => closes === over);
}
