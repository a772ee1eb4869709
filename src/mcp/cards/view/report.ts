import { reportCard } from '../faces/report';
import { showCard } from './show-card';

showCard({ name: 'report', draw: reportCard });
