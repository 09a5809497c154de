// The parts of Recharts that charts over time are made of. All of them together, so that the charts share one piece: split by
// what each of them uses they weigh more.

import { Area, Bar, CartesianGrid, ComposedChart, Tooltip, XAxis, YAxis } from 'recharts';

export const OVER_TIME = { Area, Bar, CartesianGrid, ComposedChart, Tooltip, XAxis, YAxis };
