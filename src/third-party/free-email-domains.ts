/** Hosts that give a mail address to everyone, as the list stood when this was built. */
import freeEmailDomains from 'free-email-domains';

export { freeEmailDomains };
