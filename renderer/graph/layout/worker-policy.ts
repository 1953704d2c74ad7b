/** The little of Trusted Types that is used; the types of the page's standard library do not have it yet. */
interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

function sameOriginAsset(address: string): string {
  const url = new URL(address, document.baseURI);
  // By parts: the origin of a scheme of our own is not the same text in every engine.
  const isOurs = url.protocol === window.location.protocol && url.host === window.location.host;
  // The development server serves workers from the sources; the build from its assets alone.
  if (!isOurs || (import.meta.env.PROD && !url.pathname.startsWith('/assets/'))) {
    throw new TypeError(`${address} is no worker of this application.`);
  }
  return url.href;
}

let policy: ScriptPolicy | null = null;

/** The page's one policy, `app-worker`: it lets workers start from our own assets and from nowhere else. */
function workerPolicy(): ScriptPolicy {
  if (policy !== null) return policy;
  const rules = { createScriptURL: sameOriginAsset };
  // Not every browser has Trusted Types; without them the rule is called by us.
  const factory = (window as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  policy = factory === undefined ? rules : factory.createPolicy('app-worker', rules);
  return policy;
}

/** Starts a worker from one of our own files: elk's is a script, those of ours are modules. */
export function createWorker(address: string, type: 'classic' | 'module' = 'classic'): Worker {
  return new Worker(workerPolicy().createScriptURL(address), { type });
}
