import { act, render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import {
  MemoryRouter,
  NavigateFunction,
  useLocation,
  useNavigate,
} from 'react-router-dom';
import { StillLocation } from './StillLocation';

let draws = 0;
let navigate: NavigateFunction;

function Listener() {
  draws++;
  return <p>{useLocation().pathname}</p>;
}

const LISTENER = <Listener />;

function Page() {
  const go = useNavigate();
  useEffect(() => {
    navigate = go;
  }, [go]);
  return <StillLocation>{LISTENER}</StillLocation>;
}

it('tells what is in it of another path, but not of another query', () => {
  render(
    <MemoryRouter initialEntries={['/mappings']}>
      <Page />
    </MemoryRouter>,
  );
  const before = draws;
  act(() => navigate('?status=trusted'));
  expect(draws).toBe(before);
  act(() => navigate('/roles'));
  expect(screen.getByText('/roles')).toBeInTheDocument();
});
