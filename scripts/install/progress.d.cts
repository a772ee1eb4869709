/** Tells the reader what happens; `step` shows the elapsed time while `work` runs. */
export interface Progress {
	say(line: string): void;
	step<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
}

export function elapsedLabel(milliseconds: number): string;
export function createProgress(options: {
	stream: { isTTY?: boolean; write(text: string): unknown };
	now?: () => number;
}): Progress;
