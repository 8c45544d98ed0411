import { Route, Routes } from 'react-router-dom';
import { OperationDetails } from './OperationDetails';
import { OperationList } from './OperationList';

/** `/esc-trust/operations`: what the user has asked for, and each of it. */
export function OperationsPage() {
  return (
    <Routes>
      <Route index element={<OperationList />} />
      <Route path=":id" element={<OperationDetails />} />
    </Routes>
  );
}
