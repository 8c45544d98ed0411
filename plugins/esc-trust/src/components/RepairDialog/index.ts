export { RepairDialog } from './RepairDialog';
