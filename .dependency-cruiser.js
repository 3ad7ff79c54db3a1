/** Folders whose files are found by looking into the folder: none may know of another. */
const catalogues = [
  'agents/catalog',
  'agents/sequence-catalog',
  'agents/story-catalog',
  'experiments/stimuli',
  'experiments/observers',
  'experiments/paradigms',
  'client/pages',
  'client/views',
];

/**
 * Who may import whom (ARCHITECTURE.md). Packages are not meant here, only files of ours.
 *
 * @param {string} folder
 * @param {readonly string[]} others what it may import besides itself.
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function onlyImports(folder, others) {
  return {
    name: `${folder}-imports`,
    comment: `${folder} may import ${others.length > 0 ? others.join(', ') : 'nothing else of ours'}.`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: {
      path: '^(protocol|agents|experiments|server|client|bench|tools|bin)/',
      pathNot: [`^${folder}/`, ...others.map((other) => `^${other.replace('.', '\\.')}$`)],
    },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle hides which of its files is the foundation.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    onlyImports('protocol', []),
    onlyImports('agents', []),
    onlyImports('experiments', ['agents/index.ts']),
    onlyImports('server', ['protocol/index.ts', 'experiments/index.ts', 'agents/index.ts']),
    onlyImports('client', ['protocol/index.ts']),
    ...catalogues.map((folder) => ({
      name: `${folder.replace('/', '-')}-siblings`,
      comment: `A member of ${folder} stands alone; what two share belongs above them.`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^${folder}/` },
      to: { path: `^${folder}/` },
    })),
    {
      name: 'nobody-imports-tests',
      comment:
        'Tests may use everything; nothing may use them, but that benches open the same browser.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/', pathNot: '^tests/support/open-browser\\.ts$' },
    },
    {
      name: 'only-benches-open-browsers',
      comment: 'The browser of the tests is for tests and benches.',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and that nobody imports is dead, or an entry.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          ...catalogues.map((folder) => `^${folder}/`),
          '^tests/',
          '\\.d\\.ts$',
          '\\.css$',
          '^client/main\\.tsx?$',
          '^server/(main|command)\\.ts$',
          // Loaded by a bench into the server's process.
          '^bench/memory-probe\\.js$',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(agents/engine/wasm/assembly|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.css', '.json'],
    },
  },
};
