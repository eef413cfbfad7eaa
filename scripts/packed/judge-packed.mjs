const ranAtInstall = ["preinstall", "install", "postinstall", "prepare", "prepublish"];

/**
 * Judges a package as users would get it: what it must bring, what it must not, and what must not run.
 *
 * @param {Record<string, any>} manifest the packed package.json
 * @param {readonly string[]} files
 * @returns {string[]}
 */
export function judgePacked(manifest, files) {
  const has = new Set(files);
  const missing = ["LICENSE", "README.md", ...targetsOf(manifest)].filter((name) => !has.has(name));
  const scripts = ranAtInstall.filter((name) => manifest.scripts?.[name]);
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
  const unresolved = ranges.filter(([, range]) => /^(workspace|file|link|catalog):/.test(range));
  const native = files.filter((name) => /\.(node|gyp|gypi)$/.test(name));
  const stray = files.filter(
    (name) =>
      !/^(conformance|dist|docs|schema|src)\/|^[^/]+$/.test(name) || /\.test\.ts$/.test(name),
  );
  return [
    ...missing.map((name) => `lacks ${name}`),
    ...scripts.map((name) => `runs a script when it is installed: ${name}`),
    ...unresolved.map(([name, range]) => `cannot be installed: ${name} is ${range}`),
    ...native.map((name) => `brings native code: ${name}`),
    ...stray.map((name) => `brings what no user needs: ${name}`),
    ...(manifest.license === "MIT" ? [] : ["does not say its licence is MIT"]),
  ];
}

/** Every file that package.json points at. */
function targetsOf(manifest) {
  const { exports, main, module, types, typesVersions, bin } = manifest;
  const leaves = (value) =>
    typeof value === "string" ? [value] : Object.values(value ?? {}).flatMap(leaves);
  const all = leaves({ exports, main, module, types, typesVersions, bin });
  return [...new Set(all.map((path) => path.replace(/^\.\//, "")))].filter(
    (path) => path !== "package.json",
  );
}
