import packageJson from '../../../../../package.json';
import { clientInfo } from '../../../../../src/mcp/client/client-info';

it('the client introduces itself with the name and version of the package', () => {
	expect(clientInfo).toMatchObject({ name: packageJson.name, version: packageJson.version });
});
