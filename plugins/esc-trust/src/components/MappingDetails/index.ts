export { MappingDetails } from './MappingDetails';
export { MappingPage } from './MappingPage';
