import { Container } from '@backstage/ui';
import { Route, Routes, useLocation } from 'react-router-dom';
import { RoleListPage } from './RoleListPage';
import { RolePage } from './RolePage';

/** `/esc-trust/roles`: the roles of an account, and each of them. */
export function RolesPage() {
  const { pathname } = useLocation();
  return (
    <Container>
      <Routes>
        <Route index element={<RoleListPage />} />
        {/* Another role begins anew: nothing of this one ends up there. */}
        <Route
          path=":accountId/:roleName"
          element={<RolePage key={pathname} />}
        />
      </Routes>
    </Container>
  );
}
