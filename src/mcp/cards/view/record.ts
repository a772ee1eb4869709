import { recordCard } from '../faces/plain';
import { showCard } from './show-card';

showCard({ name: 'record', draw: recordCard });
