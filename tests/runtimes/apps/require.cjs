const windrow = require("windrow");
const { conform } = require("./conformance.js");

conform(windrow).then((result) => console.log(JSON.stringify(result)));
