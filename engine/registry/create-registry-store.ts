import { resolveRegistry } from "./resolve-registry.ts";
import type { MetadataRevision, Registry, RegistryStore, RegistryStorePorts } from "./types.ts";

/**
 * Keeps the current registry of each organization in memory. Organizations whose layers are equal share one registry.
 * Listens to the other nodes from the start: a registry is dropped when its organization published elsewhere, and
 * all are when notifications may have been missed.
 */
export async function createRegistryStore(ports: RegistryStorePorts): Promise<RegistryStore> {
  const current = new Map<string, { readonly revision: number; readonly registry: Registry }>();
  const loading = new Map<string, Promise<Registry>>();
  const resolve = sharedResolver(ports);

  const listeners = new Set<(organizationId: string | null) => void>();
  await ports.listen((organizationId) => {
    if (organizationId === null) {
      current.clear();
      loading.clear();
    } else {
      current.delete(organizationId);
      loading.delete(organizationId);
    }
    for (const listener of listeners) listener(organizationId);
  });

  const load = (organizationId: string): Promise<Registry> => {
    const loaded = ports.loadRevision(organizationId).then(({ revision, layers }) => {
      const registry = resolve(layers);
      // A notification meanwhile has taken this loading off the list: what it read is no longer current.
      if (loading.get(organizationId) === loaded) current.set(organizationId, { revision, registry });
      return registry;
    });
    loading.set(organizationId, loaded);
    const forget = () => {
      if (loading.get(organizationId) === loaded) loading.delete(organizationId);
    };
    loaded.then(forget, forget);
    return loaded;
  };

  /** Never a loading begun before: it may have read what was in force until then. */
  const renewing = new Map<string, Promise<Registry>>();
  const renew = (organizationId: string): Promise<Registry> => {
    const renewed = load(organizationId).finally(() => renewing.delete(organizationId));
    renewing.set(organizationId, renewed);
    return renewed;
  };

  return {
    current: async (organizationId) =>
      current.get(organizationId)?.registry ?? (await (loading.get(organizationId) ?? load(organizationId))),
    async renewed(organizationId, outdated) {
      const known = current.get(organizationId)?.registry;
      if (known && known !== outdated) return known;
      // Of many who find it at once, one reads.
      return renewing.get(organizationId) ?? renew(organizationId);
    },
    loaded: (organizationId) => current.get(organizationId)?.registry,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    preview: (layers, paths) => resolve(layers, paths),
    async publish(organizationId, { revision, layers }: MetadataRevision) {
      const registry = resolve(layers);
      const known = current.get(organizationId);
      // Two publishes may end in another order than they committed in.
      if (known === undefined || known.revision <= revision) {
        loading.delete(organizationId);
        current.set(organizationId, { revision, registry });
      }
      await ports.notify(organizationId);
      return registry;
    },
  };
}

/** Resolves layers over the base, handing out one registry for equal layers as long as someone holds it. */
function sharedResolver({ base }: RegistryStorePorts): RegistryStore["preview"] {
  const shared = new Map<string, WeakRef<Registry>>();
  /** The key is the whole text of the layers: it goes with its registry. */
  const gone = new FinalizationRegistry((key: string) => {
    if (!shared.get(key)?.deref()) shared.delete(key);
  });
  return (layers, paths) => {
    const key = JSON.stringify(
      layers.map(({ patches }) => patches).filter((patches) => Object.keys(patches).length > 0),
    );
    const known = shared.get(key)?.deref();
    if (known) return known;
    const registry = resolveRegistry(base, layers, paths);
    shared.set(key, new WeakRef(registry));
    gone.register(registry, key);
    return registry;
  };
}
