import { idOf, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { SequenceStep } from '../../model/sequence';
import type { StepChange } from '../../sequencer/sequencer-vendor';

type Step = Record<string, unknown>;

const inOrder = (steps: unknown): Step[] =>
	recordsOf(steps).toSorted((a, b) => numberIn(a) - numberIn(b));

const numberIn = (step: Step) => numberOf(step.seq_number) ?? 0;

const variantsOf = (step: Step) => recordsOf(step.sequence_variants ?? step.seq_variants);

/** Smartlead reads the delay as `delayInDays` and wants it as `delay_in_days`. */
function daysOf(step: Step): number {
	const { delayInDays, delay_in_days: days } = recordOf(step.seq_delay_details);
	return numberOf(delayInDays ?? days) ?? 0;
}

/** With variants the text of the first one is shown. */
export function toSteps(steps: unknown): SequenceStep[] {
	return inOrder(steps).map((step, index) => {
		const variants = variantsOf(step);
		const id = idOf(step.id);
		const subject = textOf(step.subject) ?? textOf(variants[0]?.subject);
		const body = textOf(step.email_body) ?? textOf(variants[0]?.email_body);
		return {
			...(id !== undefined && { id }),
			number: index + 1,
			channel: 'email' as const,
			delayHours: daysOf(step) * 24,
			...(subject !== undefined && { subject }),
			...(body !== undefined && { body }),
			...(variants.length > 0 && { custom: { sequence_variants: variants } }),
		};
	});
}

type Changed = { sequences: Step[]; number: number } | { problem: string; code: string };

/**
 * All steps with the change in them. Variants are read and written in different shapes, so a campaign
 * with variants is left alone: writing it could lose them.
 */
export function changedSteps(answer: unknown, change: StepChange): Changed {
	const steps = inOrder(answer);
	const wanted = change.step;
	const at = steps.findIndex((step, index) =>
		'id' in wanted ? idOf(step.id) === wanted.id : index + 1 === wanted.number,
	);
	if (at === -1) {
		const problem = `Step: the campaign has ${steps.length} steps. Use the number of one of them.`;
		return { code: 'no_such_step', problem };
	}
	if (steps.some((step) => variantsOf(step).length > 0)) {
		const problem =
			'The campaign has A/B variants, which this change could remove. Change it in Smartlead.';
		return { code: 'has_variants', problem };
	}
	const { subject, body, delayHours } = change;
	if (delayHours !== undefined && delayHours % 24 !== 0) {
		const problem = 'Delay: Smartlead counts delays in whole days. Enter 0, 24, 48, …';
		return { code: 'whole_days_only', problem };
	}
	const sequences = steps.map((step, index) => ({
		id: step.id,
		seq_number: step.seq_number,
		seq_delay_details: {
			delay_in_days: index === at && delayHours !== undefined ? delayHours / 24 : daysOf(step),
		},
		subject: (index === at ? subject : undefined) ?? step.subject ?? '',
		email_body: (index === at ? body : undefined) ?? step.email_body ?? '',
	}));
	return { sequences, number: at + 1 };
}
