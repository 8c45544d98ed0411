import { momentOf } from './dates';
import { isInNetwork, parseAddress, parseNetwork } from './ipNetworks';
import { numberOf } from './numbers';

describe('momentOf', () => {
  it.each([
    ['2026', '2026-01-01T00:00:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-11-23T12:30Z', '2026-11-23T12:30:00.000Z'],
    ['2026-11-23T12:30:15.25-02:30', '2026-11-23T15:00:15.250Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['1795435200', '2026-11-23T12:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(momentOf(text)!).toISOString()).toBe(expected);
  });

  it.each([
    ...[
      '',
      'yesterday',
      '2026-02-30',
      '2026-13',
      '2026-00',
      '2026-01-01T24:00Z',
    ],
    ...['2026-11-23T12:00:00', '2026-11-23 12:00Z', '20', '12345.6', '2026\n'],
  ])('does not read %j', text => {
    expect(momentOf(text)).toBeUndefined();
  });
});

describe('networks', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.0.0.77', '10.0.0.70/28', true],
    ['10.0.0.80', '10.0.0.70/28', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.4', '10.1.2.3', false],
    ['1.2.3.4', '0.0.0.0/0', true],
    ['::1', '0.0.0.0/0', false],
    ['2001:DB8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['::ffff:10.0.0.1', '::ffff:0:0/96', true],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8/128', true],
  ])('%s in %s: %s', (address, network, expected) => {
    expect(isInNetwork(parseAddress(address)!, parseNetwork(network)!)).toBe(
      expected,
    );
  });

  it.each([
    ...['', 'a', '1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4/', '1.2.3.4/33'],
    ...['1.2.3.4/8/8', '1.2.3.4/-1', ':::', '1::2::3', '1:2:3:4:5:6:7:8:9'],
    ...['1:2:3', '::12345', '::/129', 'fe80::1%eth0', '1:2:3:4:5:6:7::8:9'],
    '1.2.3.4::',
  ])('does not read %j', text => {
    expect(parseNetwork(text)).toBeUndefined();
  });
});

describe('numberOf', () => {
  it.each([
    ['10', 10],
    [' -2.50 ', -2.5],
    ['.5', 0.5],
    ['1e2', 100],
    ['', undefined],
    ['0x10', undefined],
    ['ten', undefined],
    ['Infinity', undefined],
    ['1 2', undefined],
  ])('reads %j as %s', (text, expected) => {
    expect(numberOf(text)).toBe(expected);
  });
});
