// Imported before anything else, and written so that every Node with `import` can read it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `helmholtz: expected Node 20.19 or newer; got ${process.versions.node}. Install one from https://nodejs.org\n`,
  );
  process.exit(1);
}
