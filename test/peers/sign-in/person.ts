/** A person with a browser that runs no scripts, in front of the page on which a key is entered. */
export class Person {
	private cookie: string | undefined;

	constructor(private readonly key: string) {}

	/**
	 * Opens the page, enters the key and allows what is ticked.
	 *
	 * @param untick scopes to leave out
	 * @returns the URL to which the browser is sent
	 */
	async allow(page: URL, { untick = [] }: { untick?: readonly string[] } = {}): Promise<URL> {
		const response = await fetch(page, { redirect: 'manual', headers: { accept: 'text/html' } });
		const html = await response.text();
		if (response.status !== 200) throw new Error(`the page answered ${response.status}: ${html}`);
		this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
		const answer = await fetch(new URL(attribute(html, /<form[^>]* action="([^"]*)"/), page), {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: this.cookie ?? '', 'sec-fetch-site': 'same-origin' },
			body: this.form(html, untick),
		});
		const location = answer.headers.get('location');
		if (location === null) throw new Error(`the form answered ${answer.status}`);
		return new URL(location);
	}

	private form(html: string, untick: readonly string[]): URLSearchParams {
		const form = new URLSearchParams({
			request: attribute(html, /name="request" value="([^"]*)"/),
			key: this.key,
			decision: 'allow',
		});
		for (const [, scope = ''] of html.matchAll(/name="scope" value="([^"]*)" checked/g)) {
			if (!untick.includes(scope)) form.append('scope', scope);
		}
		return form;
	}
}

function attribute(html: string, pattern: RegExp): string {
	return pattern.exec(html)?.[1] ?? '';
}
