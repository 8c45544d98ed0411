import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks who is there: a guest or a visitor', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          data: {
            app: { title: 'ESC Trust' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ] as any,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Look around' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'ESC Trust' }),
    ).toBeInTheDocument();
  }, 30_000);
});
