import { h, link } from '../../../../../src/mcp/cards/tree/element';
import { renderHtml } from '../../../../../src/mcp/cards/tree/render-html';

describe('a tree as HTML', () => {
	it('has text where data stands, whatever the data says', () => {
		const evil = `<script>alert("1")</script>' onload=x`;
		expect(renderHtml(h('p', { title: evil }, evil))).toBe(
			'<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onload=x">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onload=x</p>',
		);
	});

	it('leaves out what is not there', () => {
		const tree = h('p', { hidden: false, class: undefined, open: true }, null, false, '', [
			0,
			['x'],
		]);
		expect(renderHtml(tree)).toBe('<p open="">0x</p>');
	});

	it('closes no element that has no end', () => {
		expect(renderHtml(h('p', {}, h('br'), h('input', { name: 'q' })))).toBe(
			'<p><br><input name="q"></p>',
		);
	});

	it.each(['javascript:alert(1)', 'data:text/html,x', ' https://a.example', 'https://'])(
		'makes no link of %s',
		(url) => {
			expect(renderHtml(link(url, 'x'))).toBe('<span>x</span>');
		},
	);

	it('opens an address of the web elsewhere, and tells it nothing', () => {
		expect(renderHtml(link('https://acme.example/?a=1&b', 'Acme'))).toBe(
			'<a href="https://acme.example/?a=1&amp;b" target="_blank" rel="noopener noreferrer">Acme</a>',
		);
	});
});
