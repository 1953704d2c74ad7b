import app from './app.json';
import charts from './charts.json';
import common from './common.json';
import conditions from './conditions.json';
import procmem from './procmem.json';
import procedure from './procedure.json';
import memp from './memp.json';
import meta from './meta.json';
import hierarchy from './hierarchy.json';
import lab from './lab.json';
import library from './library.json';
import diff from './diff.json';
import reasoner from './reasoner.json';
import review from './review.json';
import ask from './ask.json';
import journal from './journal.json';
import trajectories from './trajectories.json';
import sources from './sources.json';
import compare from './compare.json';
import browse from './browse.json';
import dashboard from './dashboard.json';
import spans from './spans.json';
import settings from './settings.json';
import exporting from './export.json';
import importing from './import.json';

export const de = {
  app,
  charts,
  common,
  conditions,
  procedure,
  memp,
  meta,
  procmem,
  hierarchy,
  lab,
  library,
  diff,
  reasoner,
  review,
  ask,
  journal,
  trajectories,
  sources,
  compare,
  browse,
  settings,
  spans,
  dashboard,
  export: exporting,
  import: importing,
};
