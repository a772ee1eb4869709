import type { ComparedMetric } from './comparison';

const WIDTH = 720;
const ROW_HEIGHT = 52;
const HEADER = 56;
const LABEL_WIDTH = 220;
const VALUE_WIDTH = 120;
const BAR = 14;
const BAR_SPACE = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
const LABEL_MAX = 30;

/**
 * Compared metrics as a chart: a row for each, this window's bar above that in the previous window. Each
 * row has its own scale, since metrics of different units stand together. An SVG document.
 */
export function comparisonChart(title: string, metrics: readonly ComparedMetric[]): string {
	const height = HEADER + metrics.length * ROW_HEIGHT + 16;
	const rows = metrics.map((metric, index) => row(metric, HEADER + index * ROW_HEIGHT));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		`<text x="16" y="30" font-size="17" font-weight="600" fill="#1f2937">${escaped(title)}</text>`,
		...rows,
		'</svg>',
	].join('\n');
}

function row({ name, dimensions, unit, value, previous, changeRatio }: ComparedMetric, y: number) {
	const label = [name, ...Object.values(dimensions ?? {})].join(' · ');
	const widest = Math.max(Math.abs(value), Math.abs(previous ?? 0));
	const length = (amount: number) =>
		widest === 0 ? 0 : Math.round((Math.abs(amount) / widest) * (BAR_SPACE - 24));
	const change =
		changeRatio === undefined
			? ''
			: `${changeRatio >= 0 ? '+' : '−'}${Math.abs(changeRatio * 100).toFixed(1)} %`;
	return [
		`<text x="16" y="${y + 21}" fill="#1f2937">${escaped(shortened(label))}</text>`,
		`<rect x="${LABEL_WIDTH}" y="${y + 4}" width="${length(value)}" height="${BAR}" rx="2" fill="#4f46e5"/>`,
		`<rect x="${LABEL_WIDTH}" y="${y + 22}" width="${length(previous ?? 0)}" height="${BAR}" rx="2" fill="#c7d2fe"/>`,
		`<text x="${WIDTH - VALUE_WIDTH}" y="${y + 16}" fill="#1f2937">${escaped(written(value, unit))}</text>`,
		`<text x="${WIDTH - VALUE_WIDTH}" y="${y + 34}" fill="#6b7280">${escaped(change)}</text>`,
	].join('\n');
}

function written(value: number, unit: string): string {
	if (unit === 'ratio') return `${(value * 100).toFixed(1)} %`;
	const number = value.toLocaleString('en-US', { maximumFractionDigits: 2 });
	return unit === 'count' ? number : `${number} ${unit}`;
}

function shortened(label: string): string {
	return label.length > LABEL_MAX ? `${label.slice(0, LABEL_MAX - 1)}…` : label;
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
