import { describeFaultMatrix } from '../__testUtils__/faultMatrix';
import { KNOWN_ROLES } from '../__testUtils__/scenarios';

describeFaultMatrix(KNOWN_ROLES);
