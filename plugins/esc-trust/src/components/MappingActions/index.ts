export { FindingActions } from './FindingActions';
export { MappingActions } from './MappingActions';
