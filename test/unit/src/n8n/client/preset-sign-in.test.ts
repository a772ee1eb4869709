import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { mcpServerPresets, findPreset } from '../../../../../src/gtm/presets/preset-table';
import {
	describeCredential,
	describeSignIn,
	signInsOf,
} from '../../../../../src/n8n/client/preset-sign-in';
import { serverProperties } from '../../../../../nodes/GtmMcpClient/descriptions/server.properties';

const optionsOf = (name: string) =>
	serverProperties.find((property) => property.name === name)?.options ?? [];

it.each(mcpServerPresets)('$name leads to a choice that the node has', (preset) => {
	const choices = optionsOf('authentication').map(({ name }) => name);
	const signIns = signInsOf(preset);
	expect(signIns.length).toBeGreaterThan(0);
	for (const { authentication } of signIns) expect(choices).toContain(authentication);
});

it('the notice of every preset says what to enter', () => {
	for (const preset of mcpServerPresets) {
		const notice = serverProperties.find(
			({ name, displayOptions }) =>
				name === 'presetNotice' && displayOptions?.show?.preset?.includes(preset.id),
		);
		expect(notice?.displayName).toContain(describeCredential(preset));
	}
});

/** A change in the form, as the editor makes it: what still has its default gets the new one. */
function choose(values: INodeParameters, change: INodeParameters): INodeParameters {
	const read = (from: INodeParameters, withDefaults: boolean) =>
		NodeHelpers.getNodeParameters(
			serverProperties,
			from,
			withDefaults,
			false,
			{ typeVersion: 1 },
			null,
		) ?? {};
	return read({ ...read(values, false), ...change }, true);
}

const preset = choose(choose({}, {}), { server: 'preset' });

it.each(mcpServerPresets)('choosing $name chooses how to sign in to it', (one) => {
	const chosen = choose(preset, { preset: one.id });
	expect(chosen.authentication).toBe(signInsOf(one)[0]?.kind);
});

it('what the user chose under Authentication stays', () => {
	const own = choose(choose(preset, { preset: 'attio' }), { authentication: 'headers' });
	expect(choose(own, { preset: 'hubspot' }).authentication).toBe('headers');
});

it('a server by its URL is signed in to with a key, whatever the preset was', () => {
	const chosen = choose(choose(preset, { preset: 'attio' }), { server: 'url' });
	expect(chosen.authentication).toBe('apiKey');
});

it('HubSpot has a credential of its own, and needs no URL there', () => {
	expect(describeSignIn(findPreset('hubspot'))).toBe(
		'Set Authentication to HubSpot OAuth2. In the credential, enter the Client ID and the Client Secret.',
	);
});

it('any other vendor has its Server URL named, to be pasted', () => {
	expect(describeSignIn(findPreset('attio'))).toContain('Server URL https://mcp.attio.com/mcp');
});
