import { outcomeCard } from '../faces/outcome';
import { showCard } from './show-card';

showCard({ name: 'outcome', draw: outcomeCard });
