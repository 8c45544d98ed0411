import { describeFaultMatrix } from '../__testUtils__/faultMatrix';
import { NEW_PAIRS } from '../__testUtils__/scenarios';

describeFaultMatrix(NEW_PAIRS);
