import { join } from 'node:path';
import { parseArgs } from 'node:util';

// How well a goal is found that is worded differently:
//   node bench/embedding/main.ts [--goals FILE [--against FILE]] [--models FOLDER] [--model NAME] [--json]
// Without files it runs the development tables beside it; the test tables are run by name.
// What the model costs, each in a process of its own:
//   node bench/embedding/main.ts --speed [--models FOLDER] [--model NAME] [--json]

const { values } = parseArgs({
  options: {
    goals: { type: 'string' },
    against: { type: 'string' },
    models: { type: 'string', default: join(import.meta.dirname, '..', '..', 'resources', 'models') },
    model: { type: 'string', default: 'knack-embed-en' },
    json: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
  },
});

const { goals, against, json } = values;
const model = { modelsFolder: values.models, modelName: values.model };
// A measured process loads nothing that it does not need.
if (values.once) {
  const { measureOnce } = await import('./speed.ts');
  console.log(JSON.stringify(await measureOnce(model)));
} else if (values.speed) {
  const { reportSpeed } = await import('./speed.ts');
  await reportSpeed({ ...model, json });
} else {
  const { report } = await import('./report.ts');
  await report({ goals, against, json, ...model });
}
