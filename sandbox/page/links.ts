import type { Account, Person } from '../world/world.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

export function personLink({ firstName, lastName, email }: Person): Html {
	return html`<a href="/person/${encodeURIComponent(email)}">${firstName} ${lastName}</a>`;
}

/** @param url of the execution in n8n's editor, which opens beside this page */
export function executionLink(url: string): Html {
	return html`<a href="${url}" target="_blank" rel="noreferrer">in n8n</a>`;
}

export function accountLink({ name, domain }: Account): Html {
	return html`<a href="/account/${encodeURIComponent(domain)}">${name}</a>`;
}
