/** Between two reports, in milliseconds. */
const PAUSE_MS = 100;

/**
 * Tells how much room the card wants, as often as that changes. It is the card that is measured and not
 * the window: that is as high as the host made it, and would grow with each report.
 */
export function reportSize(report: (width: number, height: number) => void): void {
	const card = document.getElementById('card');
	if (!card) return;
	let timer: number | undefined;
	let last = '';
	const measure = () => {
		timer = undefined;
		const { width, height } = card.getBoundingClientRect();
		const size: [number, number] = [Math.ceil(width), Math.ceil(height)];
		if (size.join() === last) return;
		last = size.join();
		report(...size);
	};
	new ResizeObserver(() => {
		timer ??= window.setTimeout(measure, PAUSE_MS);
	}).observe(card);
	measure();
}
