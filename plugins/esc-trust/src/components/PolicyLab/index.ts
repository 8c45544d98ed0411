export { PolicyLab } from './PolicyLab';
