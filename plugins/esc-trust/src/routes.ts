import { createExternalRouteRef } from '@backstage/core-plugin-api';

/**
 * The page of one software template: the way to a new AWS role.
 *
 * @remarks
 * Binds itself to the scaffolder. Without a scaffolder the links are left out.
 *
 * @public
 */
export const createRoleRouteRef = createExternalRouteRef({
  id: 'create-role',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
