import { Route, Routes } from 'react-router-dom';
import { MappingPage } from '../MappingDetails';
import { Fleet } from './Fleet';

/** `/esc-trust/mappings`: all mappings, and each of them. */
export function FleetPage() {
  return (
    <Routes>
      <Route index element={<Fleet />} />
      <Route path=":id" element={<MappingPage />} />
    </Routes>
  );
}
