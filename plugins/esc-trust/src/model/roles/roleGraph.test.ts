import { exampleMapping } from '../../testing/exampleMapping';
import { exampleRole } from '../../testing/exampleRole';
import { roleAccess } from './roleAccess';
import { roleGraph } from './roleGraph';

describe('roleGraph', () => {
  const graphOf = (
    environments: number,
    role: Parameters<typeof exampleRole>[0] = {},
    unloaded = 0,
  ) => {
    const details = exampleRole({
      mappings: Array.from({ length: environments }, (_, at) =>
        exampleMapping(`acme/payments/e${at}`),
      ),
      ...role,
    });
    return roleGraph(details, roleAccess(details), unloaded);
  };
  const kinds = ({ nodes }: ReturnType<typeof graphOf>) =>
    nodes.map(({ kind }) => kind);

  it('goes from the environments through the role to its permissions', () => {
    const { nodes, edges } = graphOf(1);
    expect(nodes.map(({ kind, id }) => [kind, id])).toEqual([
      ['access', 'from-0'],
      ['role', 'role'],
      ['managed', 'to-0'],
      ['inline', 'to-1'],
      ['boundary', 'to-2'],
    ]);
    expect(edges).toEqual([
      { from: 'from-0', to: 'role' },
      { from: 'role', to: 'to-0' },
      { from: 'role', to: 'to-1' },
      { from: 'role', to: 'to-2' },
    ]);
  });

  it('leaves out those that can’t, and says that nobody can', () => {
    const { nodes, edges } = graphOf(0, {
      mappings: [exampleMapping('acme/x/y', { access: 'fails' })],
    });
    expect(nodes[0].kind).toBe('nobody');
    expect(edges.filter(({ to }) => to === 'role')).toEqual([]);
  });

  it.each([
    [7, 0, 7, []],
    [8, 0, 6, [2]],
    [300, 0, 6, [294]],
    [100, 240, 6, [334]],
    [3, 1, 3, [1]],
  ])(
    'draws %p environments (and %p that aren’t loaded) as %p and the number of the others: %p',
    (loaded, unloaded, shown, more) => {
      const { nodes } = graphOf(loaded, {}, unloaded);
      expect(nodes.filter(({ kind }) => kind === 'access')).toHaveLength(shown);
      expect(
        nodes.flatMap(node => (node.kind === 'moreAccess' ? node.count : [])),
      ).toEqual(more);
    },
  );

  it('draws the boundary, however many policies there are', () => {
    const graph = graphOf(1, {
      live: {
        tags: {},
        managedPolicyArns: Array.from(
          { length: 12 },
          (_, at) => `arn:aws:iam::aws:policy/P${at}`,
        ),
        inlinePolicies: {},
        permissionsBoundaryArn: 'arn:aws:iam::111111111111:policy/limit',
      },
    });
    expect(kinds(graph).slice(-2)).toEqual(['morePermissions', 'boundary']);
  });

  it.each([
    [undefined, 'unreadPermissions'],
    [{ tags: {}, managedPolicyArns: [], inlinePolicies: {} }, 'noPermissions'],
  ])('says that permissions are not there: %j', (live, kind) => {
    expect(kinds(graphOf(1, { live })).slice(-1)).toEqual([kind]);
  });
});
