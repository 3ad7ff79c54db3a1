import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { settingsForRuns } from '../../server/tune-for-runs.ts';

describe('settings of V8 for runs', () => {
  test('are known to the V8 of this Node, which would print an error for any other', () => {
    const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
    for (const setting of settingsForRuns(process.versions.v8)) {
      const name = setting.replace(/^--(no-)?/, '').replace(/=.*$/, '');
      expect(known).toMatch(new RegExp(`^ +--${name} `, 'm'));
    }
  });

  test.each(['11.3.244.8-node.30', '12.4.254.21-node.57', '14.6.202.34-node.40'])(
    'keep memory flat with release %s',
    (release) => {
      expect(settingsForRuns(release)).toContain('--heap-growing-percent=50');
    },
  );

  test.each(['10.2.154.26-node.26', '15.0.1', 'unknown'])('are none for release %s', (release) => {
    expect(settingsForRuns(release)).toEqual([]);
  });

  test('leave the compilation of JavaScript alone where V8 no longer counts bytes of code', () => {
    expect(settingsForRuns('11.3.244.8-node.30').join(' ')).toContain('--interrupt-budget=');
    expect(settingsForRuns('12.4.254.21-node.57').join(' ')).not.toContain('--interrupt-budget');
  });
});
