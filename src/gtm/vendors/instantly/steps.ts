import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { SequenceStep } from '../../model/sequence';
import type { StepChange } from '../../sequencer/sequencer-vendor';

type Step = Record<string, unknown>;

const HOURS: Readonly<Record<string, number>> = { minutes: 1 / 60, hours: 1, days: 24 };

/** Only the first of `sequences` counts. */
function stepsOf(sequences: unknown): Step[] {
	return recordsOf(recordsOf(sequences)[0]?.steps);
}

/** The text that is sent: the first variant that is not switched off. */
function variantOf(step: Step): number {
	const at = recordsOf(step.variants).findIndex(({ v_disabled: off }) => off !== true);
	return Math.max(0, at);
}

/**
 * Instantly's `delay` is the time before the next step, the model's the time after the one before. Steps
 * have no ids.
 */
export function toSteps(sequences: unknown): SequenceStep[] {
	const steps = stepsOf(sequences);
	return steps.map((step, index) => {
		const variant = recordsOf(step.variants)[variantOf(step)] ?? {};
		const [subject, body] = [textOf(variant.subject), textOf(variant.body)];
		const before = steps[index - 1];
		const others = recordsOf(step.variants).length - 1;
		return {
			number: index + 1,
			channel: 'email' as const,
			delayHours: before === undefined ? 0 : delayOf(before),
			...(subject !== undefined && { subject }),
			...(body !== undefined && { body }),
			...(others > 0 && { custom: { variants: step.variants } }),
		};
	});
}

function delayOf({ delay, delay_unit: unit }: Step): number {
	const hours = (numberOf(delay) ?? 0) * (HOURS[textOf(unit) ?? 'days'] ?? 24);
	return Number(hours.toPrecision(12));
}

function toDelay(hours: number): Step {
	if (hours % 24 === 0) return { delay: hours / 24, delay_unit: 'days' };
	if (Number.isInteger(hours)) return { delay: hours, delay_unit: 'hours' };
	return { delay: Math.round(hours * 60), delay_unit: 'minutes' };
}

type Changed =
	{ sequences: unknown[]; number: number; notes: string[] } | { problem: string; code: string };

/** All sequences of the campaign with the change in them. */
export function changedSteps(sequences: unknown, change: StepChange): Changed {
	const steps = stepsOf(sequences);
	const number = 'number' in change.step ? change.step.number : numberOf(change.step.id);
	const step = number === undefined ? undefined : steps[number - 1];
	if (number === undefined || step === undefined) {
		return {
			code: 'no_such_step',
			problem: `Step: the campaign has steps 1 to ${steps.length}. Instantly's steps have numbers, not IDs.`,
		};
	}
	const { subject, body, delayHours } = change;
	if (delayHours !== undefined && number === 1) {
		return {
			code: 'no_delay_before_first',
			problem:
				'Delay: the first step of a campaign has none. The schedule of the campaign decides when it goes out.',
		};
	}
	const at = variantOf(step);
	const text = { ...(subject !== undefined && { subject }), ...(body !== undefined && { body }) };
	const variants = recordsOf(step.variants).map((one, place) =>
		place === at ? { ...one, ...text } : one,
	);
	const changed = steps.map((one, index) => {
		if (index === number - 1) return { ...one, variants };
		const isBefore = index === number - 2 && delayHours !== undefined;
		return isBefore ? { ...one, ...toDelay(delayHours) } : one;
	});
	const live = recordsOf(step.variants).filter(({ v_disabled: off }) => off !== true).length;
	const notes = live > 1 ? [`The step has ${live} variants. The first one was changed.`] : [];
	const [first, ...others] = recordsOf(sequences);
	return { sequences: [{ ...recordOf(first), steps: changed }, ...others], number, notes };
}
