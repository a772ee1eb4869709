import { mcpServerPresets, findPreset } from '../../../../../src/gtm/presets/preset-table';
import { describeSignIn, signInsOf } from '../../../../../src/n8n/client/preset-sign-in';
import { serverProperties } from '../../../../../nodes/GtmMcpClient/descriptions/server.properties';

const optionsOf = (name: string) =>
	serverProperties.find((property) => property.name === name)?.options ?? [];

it.each(mcpServerPresets)('$name leads to a choice that the node has', (preset) => {
	const choices = optionsOf('authentication').map(({ name }) => name);
	const signIns = signInsOf(preset);
	expect(signIns.length).toBeGreaterThan(0);
	for (const { authentication } of signIns) expect(choices).toContain(authentication);
});

it('the notice of every preset says what to choose under Authentication', () => {
	for (const preset of mcpServerPresets) {
		const notice = serverProperties.find(
			({ name, displayOptions }) =>
				name === 'presetNotice' && displayOptions?.show?.preset?.includes(preset.id),
		);
		expect(notice?.displayName).toContain(describeSignIn(preset));
	}
});

it('HubSpot has a credential of its own, and needs no URL there', () => {
	expect(describeSignIn(findPreset('hubspot'))).toBe(
		'Set Authentication to HubSpot OAuth2. In the credential, enter the Client ID and the Client Secret.',
	);
});

it('any other vendor has its Server URL named, to be pasted', () => {
	expect(describeSignIn(findPreset('attio'))).toContain('Server URL https://mcp.attio.com/mcp');
});
