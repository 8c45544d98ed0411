import { Route, Routes, useLocation } from 'react-router-dom';
import { OperationDetails } from './OperationDetails';
import { OperationList } from './OperationList';

/** `/esc-trust/operations`: what the user has asked for, and each of it. */
export function OperationsPage() {
  const { pathname } = useLocation();
  return (
    <Routes>
      <Route index element={<OperationList />} />
      {/* Another operation begins anew: nothing of this one ends up there. */}
      <Route path=":id" element={<OperationDetails key={pathname} />} />
    </Routes>
  );
}
