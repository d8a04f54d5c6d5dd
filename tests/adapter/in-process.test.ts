import { acceptance } from './acceptance.ts';

acceptance('in the same process', async (engine) => engine);
