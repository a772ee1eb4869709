/** What the user of a sandbox may turn while it runs. */
export interface Settings {
	/** Multiplies the capacity of every limit; `off` lets every call pass. */
	limits: number | 'off';
	/** Milliseconds added before every answer. */
	latencyMs: number;
	/** Milliseconds until a search sees what was written, for vendors whose index lags. */
	indexLagMs: number;
	/** What becomes of the deliveries of webhooks; `swapped`: every second one goes before the one that was due. */
	deliveries: 'as_sent' | 'doubled' | 'lost' | 'swapped';
	/** For vendors whose own pages contradict each other: by vendor, the page whose words hold. */
	readings: Readonly<Record<string, string>>;
}

/** As the vendors are: limits hold, and indexes lag a little. */
export const DEFAULT_SETTINGS: Settings = {
	limits: 1,
	latencyMs: 0,
	indexLagMs: 3_000,
	deliveries: 'as_sent',
	readings: {},
};
