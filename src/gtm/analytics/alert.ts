/** When an alert speaks up. */
export interface AlertRule {
	/** `rises_by`, `falls_by`: against the window before, in parts of it: 0.2 is a fifth. */
	condition: 'above' | 'below' | 'rises_by' | 'falls_by';
	threshold: number;
	/** How long the alert stays silent after it fires, in milliseconds, even if it recovers in between. */
	coolDownMs: number;
	/** Once for as long as the condition holds: again only after it did not. */
	oncePerCrossing?: boolean;
}

/** What is kept between two evaluations. */
export interface AlertState {
	/** Whether the condition held at the last evaluation. */
	holds: boolean;
	/** When it last spoke up, in milliseconds since 1970. */
	firedAt?: number;
	/** Of an alert that speaks up once per crossing: it did so for this one. */
	told?: true;
}

export interface AlertReading {
	value: number;
	previous?: number;
}

export interface AlertVerdict {
	fires: boolean;
	state: AlertState;
	/** One sentence with the numbers. */
	explanation: string;
}

/**
 * Evaluates a rule. It fires when its condition holds and the cool-down is over: at once when the
 * condition begins to hold, and again after each cool-down for as long as it does, unless it is to fire once
 * per crossing. A crossing within the cool-down is told when that is over, if the condition still holds.
 */
export function evaluateAlert(
	rule: AlertRule,
	reading: AlertReading,
	{ firedAt, told }: AlertState,
	now: number,
): AlertVerdict {
	const { holds, explanation } = examine(rule, reading);
	const silent = firedAt !== undefined && now - firedAt < rule.coolDownMs;
	const isTold = rule.oncePerCrossing === true && told === true;
	const fires = holds && !silent && !isTold;
	const last = fires ? now : firedAt;
	return {
		fires,
		state: {
			holds,
			...(last !== undefined && { firedAt: last }),
			...(rule.oncePerCrossing && holds && (fires || isTold) && { told: true }),
		},
		explanation:
			holds && isTold
				? `${explanation} It already fired, and fires again after the condition was not met in between.`
				: holds && silent
					? `${explanation} It already fired and stays silent until the end of its cool-down.`
					: explanation,
	};
}

function examine(
	{ condition, threshold }: AlertRule,
	{ value, previous }: AlertReading,
): { holds: boolean; explanation: string } {
	if (condition === 'above' || condition === 'below') {
		const holds = condition === 'above' ? value > threshold : value < threshold;
		return { holds, explanation: `${value} is ${holds ? '' : 'not '}${condition} ${threshold}.` };
	}
	if (previous === 0 && value > 0) {
		// More than any percentage.
		const explanation = `It rose from 0 to ${value}.`;
		return { holds: condition === 'rises_by', explanation };
	}
	if (previous === undefined || previous === 0) {
		return { holds: false, explanation: 'The previous window has no value to compare with.' };
	}
	const change = (value - previous) / previous;
	const holds = condition === 'rises_by' ? change >= threshold : -change >= threshold;
	const direction = change >= 0 ? 'rose' : 'fell';
	const explanation = `It ${direction} by ${percent(Math.abs(change))}, from ${previous} to ${value}; the threshold is ${percent(threshold)}.`;
	return { holds, explanation };
}

function percent(ratio: number): string {
	return `${(ratio * 100).toFixed(1)} %`;
}
