import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../server/config.ts';

describe('the configuration', () => {
  test('is sensible when the environment says nothing, or only empty words', () => {
    const expected = {
      port: 3000,
      host: '127.0.0.1',
      engine: 'wasm',
      token: null,
      stimulusFolder: null,
      runFolder: 'out/runs',
      logLevel: 'warn',
    };
    expect(readConfig({})).toEqual(expected);
    expect(readConfig({ PORT: '', HOST: '', HELMHOLTZ_TOKEN: '' })).toEqual(expected);
  });

  test.each([
    [{ PORT: '70000' }, 'PORT: expected a whole number in 0..65535; got 70000'],
    [{ PORT: 'three' }, 'PORT: expected a whole number in 0..65535; got three'],
    [{ ENGINE: 'cuda' }, 'ENGINE: expected auto, reference, wasm, native, tfjs; got cuda'],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: expected silent, .*; got loud$/],
    [{ HELMHOLTZ_TOKEN: 'short' }, 'HELMHOLTZ_TOKEN: expected at least 16 characters; got fewer'],
  ])('names the variable, the expectation and the value: %j', (variables, message) => {
    expect(() => readConfig(variables)).toThrow(message);
  });

  test('listens to the outside only with a token', () => {
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow(/^HOST: .*set HELMHOLTZ_TOKEN/);
    const token = 'correct horse battery';
    expect(readConfig({ HOST: '0.0.0.0', HELMHOLTZ_TOKEN: token })).toMatchObject({
      host: '0.0.0.0',
      token,
    });
  });
});
