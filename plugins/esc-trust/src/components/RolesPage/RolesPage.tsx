import { Container } from '@backstage/ui';
import { Route, Routes } from 'react-router-dom';
import { RoleListPage } from './RoleListPage';
import { RolePage } from './RolePage';

/** `/esc-trust/roles`: the roles of an account, and each of them. */
export function RolesPage() {
  return (
    <Container>
      <Routes>
        <Route index element={<RoleListPage />} />
        <Route path=":accountId/:roleName" element={<RolePage />} />
      </Routes>
    </Container>
  );
}
