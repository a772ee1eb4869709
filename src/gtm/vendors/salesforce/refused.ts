import { VendorError } from '../../http/vendor-error';

/** An input that Salesforce could only refuse, or misunderstand: nothing was sent. */
export function refused(code: string, message: string): VendorError {
	return new VendorError('salesforce', { status: 'invalid', code, message }, { attempts: 0 });
}
