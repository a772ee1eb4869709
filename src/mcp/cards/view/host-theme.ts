import { dataIn, type Data } from '../parts/data';

/** Takes over the host's theme and colors; what it leaves out stays as it is. */
export function applyTheme(context: Data): void {
	const root = document.documentElement;
	const { theme } = context;
	if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
	const isDark = root.dataset.theme === 'dark';
	for (const [name, value] of Object.entries(dataIn(dataIn(context, 'styles'), 'variables'))) {
		if (!name.startsWith('--') || typeof value !== 'string') continue;
		root.style.setProperty(name, chosen(value, isDark));
	}
	const { top, right, bottom, left } = dataIn(context, 'safeAreaInsets');
	const insets = [top, right, bottom, left].map((inset) => (typeof inset === 'number' ? inset : 0));
	document.body.style.padding = insets.map((inset) => `${inset}px`).join(' ');
}

/** The system's, until a host says something else. */
export function applySystemTheme(): void {
	const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
	document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

/** `light-dark()` goes by `color-scheme`, which a card does not set. */
function chosen(value: string, isDark: boolean): string {
	const both = /^light-dark\((.*)\)$/s.exec(value.trim())?.[1];
	if (both === undefined) return value;
	let depth = 0;
	for (const [at, character] of [...both].entries()) {
		if (character === '(') depth += 1;
		if (character === ')') depth -= 1;
		if (character !== ',' || depth > 0) continue;
		return (isDark ? both.slice(at + 1) : both.slice(0, at)).trim();
	}
	return value;
}
