import { figure } from '../bench-client/speed-report.ts';
import { renderTable } from '../bench-client/table.ts';
import { percentile } from '../bench-server/statistics.ts';

/** One lead, in milliseconds. */
export interface Taken {
	/** From the form being sent to the enrollment in the sequencer. */
	whole: number;
	/** Of it, what vendors took for their answers. */
	vendors: number;
}

export interface Measured {
	playbooks: readonly Taken[];
	/** From the form being sent to the end of the last call. */
	bare: readonly Taken[];
	vendorCalls: number;
	modelCalls: number;
}

/** Milliseconds that a lead may take from form to enrolled, besides the vendors' answers. */
const MOST_OWN_MS = 5000;

const ownOf = ({ whole, vendors }: Taken) => whole - vendors;

const sorted = (all: readonly number[]) => all.toSorted((one, other) => one - other);
const median = (all: readonly number[]) => percentile(sorted(all), 0.5);
const slowest = (all: readonly number[]) => Math.max(...all);

/** Markdown: what a lead takes through the playbooks, beside the same calls without them. */
export function renderReport({ playbooks, bare, vendorCalls, modelCalls }: Measured): string {
	const row = (name: string, taken: readonly Taken[]) => [
		name,
		String(taken.length),
		figure(median(taken.map(({ whole }) => whole))),
		figure(median(taken.map(ownOf))),
		figure(slowest(taken.map(ownOf))),
	];
	const heading = ['form to enrolled', 'leads', 'p50 ms', 'own p50 ms', 'own slowest ms'];
	return renderTable(heading, [
		row('Qualify and Route, as imported', playbooks),
		row(`bare HTTP Requests: ${vendorCalls} to vendors, ${modelCalls} to the model`, bare),
	]);
}

/** The goal of the project, and what was measured. */
export function goal({ playbooks, bare }: Measured): { text: string; met: boolean } {
	const own = slowest(playbooks.map(ownOf));
	const met = own <= MOST_OWN_MS;
	const ratio = median(playbooks.map(ownOf)) / median(bare.map(ownOf));
	const text = `form to enrolled in at most ${MOST_OWN_MS} ms of our own time, n8n's included: slowest of ${playbooks.length}: ${figure(own)}; ${figure(ratio)} times the bare calls (p50)`;
	return { text: `${met ? 'met' : 'missed'}: ${text}`, met };
}
