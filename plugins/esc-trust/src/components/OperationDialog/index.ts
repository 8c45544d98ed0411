export { EndNotice } from './EndNotice';
export { OperationDialog } from './OperationDialog';
export { StepBadge } from './StepBadge';
export { StepList } from './StepList';
