import type { Account, Person } from '../world/world.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

export function personLink({ firstName, lastName, email }: Person): Html {
	return html`<a href="/person/${encodeURIComponent(email)}">${firstName} ${lastName}</a>`;
}

export function accountLink({ name, domain }: Account): Html {
	return html`<a href="/account/${encodeURIComponent(domain)}">${name}</a>`;
}
