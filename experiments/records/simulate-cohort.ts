import type { Random } from '../../agents/index.ts';
import type { RecordSchema, RecordTable } from './record-schema.ts';

/** Columns of the simulated cohort. */
export const COHORT_SCHEMA: RecordSchema = {
  columns: [
    { name: 'age', kind: 'number', range: [18, 100] },
    { name: 'sex', kind: 'category', values: ['female', 'male'] },
    { name: 'smoker', kind: 'category', values: ['never', 'former', 'current'] },
    { name: 'bmi', kind: 'number', range: [12, 60] },
    { name: 'pressure', kind: 'number', range: [70, 220] },
    { name: 'glucose', kind: 'number', range: [40, 300] },
    { name: 'cholesterol', kind: 'number', range: [80, 400] },
    { name: 'creatinine', kind: 'number', range: [0.2, 4] },
    { name: 'diabetes', kind: 'category', values: ['no', 'yes'] },
    { name: 'event', kind: 'category', values: ['no', 'yes'] },
  ],
  outcome: 'event',
};

/** Patients who do not exist, with dependencies of our own between what is measured of them. No real data is in it. */
export function simulateCohort(count: number, random: Random): RecordTable {
  const chance = (logit: number): number => (random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0);
  return {
    schema: COHORT_SCHEMA,
    rows: Array.from({ length: count }, () => {
      const age = 55 + 13 * random.normal();
      const sex = chance(0);
      const draw = random.uniform();
      const smoker = draw < 0.5 - 0.1 * sex ? 0 : draw < 0.8 - 0.05 * sex ? 1 : 2;
      const bmi = 27 + 0.03 * (age - 55) + 4 * random.normal();
      const pressure = 128 + 0.5 * (age - 55) + 1.1 * (bmi - 27) + 12 * random.normal();
      const diabetes = chance(-2.2 + 0.04 * (age - 55) + 0.15 * (bmi - 27));
      const glucose = Math.exp(
        Math.log(95) + 0.4 * diabetes + 0.008 * (bmi - 27) + 0.12 * random.normal(),
      );
      const cholesterol = 200 + 0.5 * (age - 55) - 8 * sex + 32 * random.normal();
      const creatinine = Math.exp(-0.15 + 0.2 * sex + 0.005 * (age - 55) + 0.18 * random.normal());
      const event = chance(
        -1.6 +
          0.06 * (age - 55) +
          0.5 * sex +
          0.55 * smoker +
          0.025 * (pressure - 128) +
          0.9 * diabetes +
          0.008 * (cholesterol - 200),
      );
      return [age, sex, smoker, bmi, pressure, glucose, cholesterol, creatinine, diabetes, event];
    }),
  };
}
