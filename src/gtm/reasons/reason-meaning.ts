/** What a code of ours means, and what to do about it. */
export interface ReasonMeaning {
	means: string;
	advice: string;
}

export const row = (means: string, advice: string): ReasonMeaning => ({ means, advice });
