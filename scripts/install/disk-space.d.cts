export function freeGigabytes(folder: string): number;
export function explainMissingSpace(space: {
	folder: string;
	neededGigabytes: number;
	freeGigabytes: number;
}): string | undefined;
