// What the Allure report is called, and whose fault each failure was: read by `allure generate --config`.
// It is one file, since a browser reads nothing else from a folder opened without a server.
// A run too large for one file: ALLURE_REPORT_FOLDER=1, and serve the folder over HTTP.

const bySeverity = { groupBy: ["severity"], groupByMessage: false };

export default {
  name: "Mystery Shopper",
  categories: [
    // Each breach has a message of its own, so these go by how grave they are.
    { name: "Broken promises (the company)", matchers: { statuses: ["failed"] }, ...bySeverity, expand: true },
    { name: "Known breaches (accepted until a day)", matchers: { statuses: ["skipped"], message: /^known: / }, ...bySeverity },
    { name: "Work in progress", matchers: { statuses: ["skipped"], message: /^work in progress: / }, ...bySeverity },
    { name: "Compromised (the world)", matchers: { labels: { fault: "world" } } },
    { name: "Script errors (the author)", matchers: { labels: { fault: "author" } } },
    { name: "Errors of the harness", matchers: { statuses: ["broken"] } },
  ],
  // They repeat the tree or the machine, and hide what a reader came for.
  hideLabels: ["host", "thread", "language", "framework", "parentSuite", "suite", "subSuite", "package"],
  plugins: {
    awesome: {
      options: {
        reportName: "Mystery Shopper",
        reportLanguage: "en",
        singleFile: !process.env.ALLURE_REPORT_FOLDER,
        groupBy: ["epic", "feature", "story"],
      },
    },
  },
};
