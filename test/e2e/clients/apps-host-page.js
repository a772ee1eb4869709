/**
 * A host of MCP Apps, made of the bridge that its authors publish: a frame without rights, hidden until
 * the view has shaken hands, as high as the view wants to be. The test sits behind `heard` and `called`.
 */
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';

window.openView = async ({ capabilities, context, autoSize }) => {
	const frame = document.createElement('iframe');
	frame.setAttribute('sandbox', 'allow-scripts');
	frame.style.visibility = 'hidden';
	document.body.append(frame);
	const bridge = new AppBridge(null, { name: 'foreign host', version: '1' }, capabilities, {
		hostContext: context,
	});
	bridge.oninitialized = () => {
		frame.style.visibility = 'visible';
		void window.heard('initialized', {});
	};
	bridge.onsizechange = (size) => {
		if (autoSize && size.height) frame.style.height = `${size.height}px`;
		void window.heard('size', size);
	};
	bridge.oncalltool = async (params) => await window.called(params.name, params.arguments ?? {});
	bridge.onmessage = async (params) => {
		await window.heard('message', params);
		return {};
	};
	bridge.onupdatemodelcontext = async (params) => {
		await window.heard('modelContext', params);
		return {};
	};
	bridge.onopenlink = async (params) => {
		await window.heard('link', params);
		return {};
	};
	window.bridge = bridge;
	await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
	frame.src = '/card';
};
