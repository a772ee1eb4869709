import { describeVendor } from '../../sandbox/frame/control.ts';
import { listen } from '../../sandbox/frame/http-server.ts';
import { Sandbox } from '../../sandbox/frame/sandbox.ts';
import { VENDORS } from '../../sandbox/vendors/index.ts';

/** The emulated vendor as a process of its own, so that its processor time is not that of its caller. */
const [, , id = ''] = process.argv;
const vendors = VENDORS.filter((vendor) => vendor.id === id);
const sandbox = new Sandbox({ vendors, settings: { limits: 'off', indexLagMs: 0 } });
const { url } = await listen(sandbox);
const { keys } = describeVendor(sandbox.vendor(id), url);
process.send?.({ url, key: keys[0].value, email: sandbox.world.examples.person.email });
process.once('disconnect', () => process.exit(0));
