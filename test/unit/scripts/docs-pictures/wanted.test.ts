import { picturesIn } from '../../../../scripts/docs-pictures/wanted';

it('knows the pictures that a page shows, wherever the page is', () => {
	const page = [
		'![At the root](docs/images/demo-chat.png)',
		'![Beside it](images/examples/inbound-lead.png)',
		'![A folder up](../images/credentials/gtmApolloApi.png) [no picture](../images/x.png)',
	].join('\n');
	expect(picturesIn(page)).toEqual([
		'demo-chat.png',
		'examples/inbound-lead.png',
		'credentials/gtmApolloApi.png',
	]);
});
