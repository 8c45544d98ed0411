import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiShieldKeyholeLine } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { FleetPage } from '../FleetPage';
import { OperationsPage } from '../OperationsPage';
import { PolicyLab } from '../PolicyLab';
import { RolesPage } from '../RolesPage';

/** The views of `/esc-trust`, in the order of their tabs. */
const VIEWS = [
  { path: 'mappings', label: 'page.mappings', element: <FleetPage /> },
  { path: 'roles', label: 'page.roles', element: <RolesPage /> },
  { path: 'policy-lab', label: 'page.policyLab', element: <PolicyLab /> },
  { path: 'operations', label: 'page.operations', element: <OperationsPage /> },
] as const;

/**
 * `/esc-trust` in apps of the legacy frontend system, which draw no header, no
 * tabs and no main landmark around a page.
 */
export function EscTrustPage() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  return (
    <>
      <PluginHeader
        icon={<RiShieldKeyholeLine />}
        title={t('page.title')}
        titleLink={root}
        tabs={VIEWS.map(({ path, label }) => ({
          id: path,
          label: t(label),
          href: `${root}/${path}`,
          matchStrategy: 'prefix',
        }))}
      />
      <main>
        <Routes>
          <Route index element={<Navigate to={VIEWS[0].path} replace />} />
          {VIEWS.map(({ path, element }) => (
            <Route key={path} path={`${path}/*`} element={element} />
          ))}
        </Routes>
      </main>
    </>
  );
}
