export { MappingActions } from './MappingActions';
