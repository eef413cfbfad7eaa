import { createRequire } from "node:module";

// Runs inside a project that installed the packed packages; the entries to load are its parameters. It loads each by
// import and by require and prints, as JSON lines, what differs or fails.

const require = createRequire(import.meta.url);

for (const specifier of process.argv.slice(2)) {
  const problems = [];
  const imported = await import(specifier).catch((error) => {
    problems.push(`import failed: ${error.message}`);
  });
  let required;
  try {
    required = require(specifier);
  } catch (error) {
    problems.push(`require failed: ${error.message}`);
  }
  if (imported && required) {
    const names = new Set([...Object.keys(imported), ...Object.keys(required)]);
    for (const name of names) {
      if (name === "default" || name === "module.exports" || name === "__esModule") continue;
      if (typeof imported[name] !== typeof required[name]) {
        problems.push(`${name} is not the same by import and by require`);
      }
    }
  }
  console.log(JSON.stringify({ specifier, problems }));
}
