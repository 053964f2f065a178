// What the Allure report is called, and whose fault each failure was: read by `allure generate --config`.
// It is one file, since a browser reads nothing else from a folder opened without a server.
// A run too large for one file: ALLURE_REPORT_FOLDER=1, and serve the folder over HTTP.

// The class tree in journeys/errors.py: what is not the company's fault and not the author's.
const theWorlds = /\b(Compromised|BrowserMissing|NeverArrived|Unreachable)\b/;

export default {
  name: "Mystery Shopper",
  categories: [
    { name: "Broken promises (the company)", matchers: { statuses: ["failed"] }, expand: true },
    { name: "Compromised (the world)", matchers: { statuses: ["broken"], message: theWorlds } },
    { name: "Script errors (the author)", matchers: { statuses: ["broken"] } },
  ],
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
